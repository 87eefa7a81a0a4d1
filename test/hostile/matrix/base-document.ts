import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Version } from "./fixed-fields.js";

/**
 * The parts of a version's base document: small documents that together fill every field, with a word of its own for
 * every name. Lines that end in `# 3.1` or `# 3.2` are of those versions and later ones; in `# 3.0` of that one alone.
 */
export function baseDocuments(version: Version): readonly { readonly name: string; readonly document: object }[] {
  const file = version === "2.0" ? "base-2.yaml" : "base-3.yaml";
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  return text.split(/^--- # /m).flatMap((part) => {
    const [name = "", ...lines] = part.split("\n");
    const kept = lines.filter((line) => isOf(/ # (3\.\d)$/.exec(line)?.[1], version));
    const document: unknown = parse(kept.join("\n"));
    if (name === "" || document === null) return [];
    return [{ name, document: { ...head(version), ...(document as object) } }];
  });
}

function isOf(since: string | undefined, version: Version): boolean {
  if (since === undefined) return true;
  return since === "3.0" ? version === "3.0" : version >= since;
}

function head(version: Version): object {
  return version === "2.0" ? { swagger: "2.0" } : { openapi: `${version}.0` };
}
