import type { Diagnostics } from "./diagnostic.js";
import { displayPath } from "./display-path.js";
import { ShapeError } from "./emit/shape-oracle.js";

/**
 * Does a document's work; what it throws becomes a diagnostic, since a stack is nothing that a person can act on. With
 * `OPENAPI_FLUENT_DEBUG` set it is thrown on.
 */
export function orReported<T>(input: string, diagnostics: Diagnostics, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (process.env.OPENAPI_FLUENT_DEBUG !== undefined) throw error;
    const isShape = error instanceof ShapeError;
    diagnostics.error(
      isShape ? "OF3001" : "OF3002",
      { file: displayPath(input), pointer: "" },
      isShape ? `${error.message}. Nothing is written.` : "The generator failed on this document. Nothing is written.",
      "This is a flaw of openapi-fluent: report it with the document. OPENAPI_FLUENT_DEBUG=1 shows where it is.",
    );
    return null;
  }
}
