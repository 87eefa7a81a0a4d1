/** A token that is missing or not valid. */
export interface UnauthorizedErrorRep {
  /** Code of the error, `unauthorized`. */
  code: string;
  /** A sentence for people. */
  message: string;
}
