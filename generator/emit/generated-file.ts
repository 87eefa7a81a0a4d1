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
