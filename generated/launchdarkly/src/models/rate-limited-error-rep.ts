/** A rate limit that is exceeded. */
export interface RateLimitedErrorRep {
  /** Code of the error, `rate_limited`. */
  code: string;
  /** A sentence for people. */
  message: string;
}
