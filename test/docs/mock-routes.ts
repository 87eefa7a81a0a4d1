import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type GeneratedPackage, packages } from "../compile/repository.js";
import type { CodeBlock } from "./markdown-blocks.js";

/** Where requests to a documented server go instead. */
export interface MockRoute {
  /** The source of a regular expression for the server's URL. */
  readonly pattern: string;
  /** The mock server's URL, which stands for what the pattern matched. */
  readonly target: string;
}

interface Document {
  readonly servers: readonly { readonly url: string }[];
}

/** The routes of an example, by the packages that it imports; the most literal first, and any other origin last. */
export function routesOf(block: CodeBlock, mocks: ReadonlyMap<GeneratedPackage, string>): MockRoute[] {
  const imported = packages.filter(({ name }) => block.code.includes(`"${name}`));
  const routes = imported.flatMap((each) =>
    serversOf(each).map((url) => ({
      literal: url.replace(/\{\w+\}/g, "").length,
      pattern: patternOf(url),
      target: mocks.get(each) ?? "",
    })),
  );
  const [first] = imported;
  const other = first === undefined ? [] : [{ pattern: "^https?://[^/]+", target: mocks.get(first) ?? "" }];
  return [
    ...routes.sort((a, b) => b.literal - a.literal).map(({ pattern, target }) => ({ pattern, target })),
    ...other,
  ];
}

function serversOf({ spec }: GeneratedPackage): string[] {
  const { servers } = parse(readFileSync(spec, "utf8"), { merge: true }) as Document;
  return servers.map(({ url }) => url.replace(/\/$/, ""));
}

function patternOf(url: string): string {
  const parts = url.split(/\{\w+\}/).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return `^${parts.join("[^/]+?")}(?=[/?]|$)`;
}
