import type { Response } from "../model/api.js";
import type { Direction } from "../model/forms.js";
import { type Code, code, joinCode } from "./code.js";
import type { PackageContext } from "./package-context.js";
import type { SourceFile } from "./source-file.js";
import { typeOf } from "./types/type-of.js";

/** What the bodies of some responses decode to; `empty` stands for a response without a body. */
export function bodyType(
  responses: readonly Response[],
  file: SourceFile,
  context: PackageContext,
  empty: Code,
  direction: Direction = "response",
): Code {
  const types = new Set<Code>();
  for (const response of responses) {
    for (const content of response.content) {
      if (content.as === "json") types.add(typeOf(content.schema, direction, file, context));
      else types.add(content.as === "text" ? code`string` : code`Uint8Array`);
    }
  }
  const bodyless = responses.some((response) => response.content.length === 0);
  if (types.size === 0) return empty;
  if (types.has(code`unknown`)) return code`unknown`;
  return joinCode([...types, ...(bodyless ? [code`undefined`] : [])], " | ");
}
