import type { Revealable } from "../runtime/secret.js";

/** The secret of an API token. */
export interface ApiTokenSecret {
  /** The whole token, `prefix.public.secret`. */
  token: string | Revealable;
}
