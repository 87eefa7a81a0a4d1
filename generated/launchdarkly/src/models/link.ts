/** A link to a resource. */
export interface Link {
  /** Path of the resource. */
  href?: string;
  /** Media type of the resource. */
  type?: string;
}
