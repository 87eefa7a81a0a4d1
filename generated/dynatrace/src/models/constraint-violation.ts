/** One fault of a request. */
export interface ConstraintViolation {
  /** The parameter, or the path within the body, that is at fault. */
  path?: string;
  /** What is wrong with it. */
  message?: string;
  /** Where the parameter is. */
  parameterLocation?: "PATH" | "PAYLOAD_BODY" | "QUERY" | "HEADER" | (string & {});
  /** The place in the payload, or `null`. */
  location?: string | null;
}
