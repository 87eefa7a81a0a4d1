/** A lack of permission. */
export interface ForbiddenErrorRep {
  /** Code of the error, `forbidden`. */
  code: string;
  /** A sentence for people. */
  message: string;
}
