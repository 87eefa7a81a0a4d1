/** A resource that is not there. */
export interface NotFoundErrorRep {
  /** Code of the error, `not_found`. */
  code: string;
  /** A sentence for people. */
  message: string;
}
