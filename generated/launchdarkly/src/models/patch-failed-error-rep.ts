/** A patch that could not be applied. */
export interface PatchFailedErrorRep {
  /** Code of the error, `patch_failed`. */
  code: string;
  /** A sentence for people. */
  message: string;
}
