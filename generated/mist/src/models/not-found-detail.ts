/**
 * What was not found. The body of 404.
 *
 * The vendor documents `id`; servers may send `detail`, as for the other errors.
 */
export interface NotFoundDetail {
  /** ID that was not found. */
  id?: string;
  /** A sentence for people. */
  detail?: string;
}
