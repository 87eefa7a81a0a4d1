/** What is wrong with a request. The body of 400, 401, 403 and 429. */
export interface ErrorDetail {
  /** A sentence for people. */
  detail?: string;
}
