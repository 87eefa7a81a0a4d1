import { clientCases } from "./client.js";
import type { CaseGroup } from "./context.js";
import { credentialCases } from "./credentials.js";
import { leakCases } from "./leaks.js";
import { lifecycleCases } from "./lifecycle.js";
import { limitCases } from "./limits.js";
import { middlewareCases } from "./middleware.js";
import { mintingCases } from "./minting.js";
import { pagingCases } from "./paging.js";
import { redirectCases } from "./redirects.js";
import { requiredCases } from "./required.js";
import { responseCases } from "./responses.js";
import { retryCases } from "./retries.js";
import { valueCases } from "./values.js";
import { waitCases } from "./waits.js";
import { wireCases } from "./wire.js";

/** Every case against the loopback server. */
export const allCases: readonly CaseGroup[] = [
  ...wireCases,
  lifecycleCases,
  credentialCases,
  requiredCases,
  valueCases,
  pagingCases,
  retryCases,
  waitCases,
  limitCases,
  mintingCases,
  redirectCases,
  middlewareCases,
  clientCases,
  responseCases,
  leakCases,
];
