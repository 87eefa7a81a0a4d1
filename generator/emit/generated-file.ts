import type { Code } from "./code.js";

/** A file of a package as it should be on disk: LF line ends, one newline at the end. */
export interface GeneratedFile {
  /** Relative to the package, with `/`. */
  readonly path: string;
  readonly text: string;
  /**
   * `once`: written when the file is absent and its owner's ever after. `shared`: written whenever it differs, but
   * people may edit it, and it is never drift. Absent: the generator's own.
   */
  readonly keep?: "once" | "shared";
}

/** A file that emitters made: the text of a module is {@link Code}, so that no plain string becomes one. */
export type EmittedFile =
  | { readonly path: `src/${string}.ts`; readonly text: Code }
  | (GeneratedFile & { readonly path: `${string}.${"md" | "json" | "txt"}` | "LICENSE" });
