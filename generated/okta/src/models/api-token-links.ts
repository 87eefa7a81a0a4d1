import type { HrefObject } from "./href-object.js";

/** Resources that belong to an API token. */
export interface ApiTokenLinks {
  /** A link to a resource. */
  self?: HrefObject;
  /** A link to a resource. */
  user?: HrefObject;
}
