/**
 * A duration, an ISO 8601 string such as `P30D` (30 days) or `PT5M` (5 minutes).
 *
 * As `tokenWindow` it is the time without use after which a token expires.
 *
 * Matches ^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$.
 */
export type TimeDuration = string;
