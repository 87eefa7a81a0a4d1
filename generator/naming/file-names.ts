import { createHash } from "node:crypto";
import { type NameLock, registerNames } from "./register.js";
import { deviceNames } from "./reserved.js";
import { spelledOut } from "./spelled-out.js";
import { asciiOnly, kebabCase } from "./words.js";

const longest = 80;

/** Gives each key a file name of `[a-z0-9-]+`, unique without case, never a device's. */
export function planFiles(ideals: ReadonlyMap<string, string>, lock: NameLock): ReadonlyMap<string, string> {
  return plan(ideals, lock, (ideal) => kebabCase(ideal));
}

/** Gives each key a name for its page of `[A-Za-z0-9-]+`, unique without case, never a device's. */
export function planPages(ideals: ReadonlyMap<string, string>, lock: NameLock): ReadonlyMap<string, string> {
  return plan(ideals, lock, asciiOnly);
}

function plan(
  ideals: ReadonlyMap<string, string>,
  lock: NameLock,
  spell: (ideal: string) => string,
): ReadonlyMap<string, string> {
  const wishes = [...ideals].map(([key, ideal]) => ({
    key,
    candidates: [
      shortened(spell(ideal)),
      `${shortened(spell(ideal))}-`,
      ...spelledOut(ideal).map((words) => shortened(kebabCase(words))),
    ],
    rank: 0,
  }));
  return registerNames(wishes, deviceNames, lock, (name) => name.toLowerCase());
}

function shortened(name: string): string {
  if (name === "") return "unnamed";
  if (name.length <= longest) return name;
  return `${name.slice(0, longest - 9)}-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
}
