/** A change that met another one. */
export interface StatusConflictErrorRep {
  /** Code of the error, `optimistic_locking_error`. */
  code: string;
  /** A sentence for people. */
  message: string;
}
