/** A request that is not valid. */
export interface InvalidRequestErrorRep {
  /** Code of the error, `invalid_request`. */
  code: string;
  /** A sentence for people. */
  message: string;
}
