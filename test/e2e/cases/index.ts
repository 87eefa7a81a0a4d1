import type { CaseGroup } from "./context.js";
import { credentialCases } from "./credentials.js";
import { lifecycleCases } from "./lifecycle.js";
import { limitCases } from "./limits.js";
import { mintingCases } from "./minting.js";
import { pagingCases } from "./paging.js";
import { redirectCases } from "./redirects.js";
import { requiredCases } from "./required.js";
import { retryCases } from "./retries.js";
import { valueCases } from "./values.js";
import { waitCases } from "./waits.js";
import { wireCases } from "./wire.js";

/** Every case against the loopback server. */
export const allCases: readonly CaseGroup[] = [
  ...wireCases,
  lifecycleCases,
  credentialCases,
  pagingCases,
  retryCases,
  waitCases,
  limitCases,
  mintingCases,
  requiredCases,
  valueCases,
  redirectCases,
];
