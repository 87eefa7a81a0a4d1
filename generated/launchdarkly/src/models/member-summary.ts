import type { Link } from "./link.js";

/** The member whom a token belongs to. */
export interface MemberSummary {
  /** ID of the member. */
  _id: string;
  /** Links of the member. */
  _links: { [key: string]: Link };
  /** First name of the member. */
  firstName?: string;
  /** Last name of the member. */
  lastName?: string;
  /** Built-in role of the member. */
  role: string;
  /** E-mail address of the member. */
  email: string;
}
