import type { CaseGroup } from "./context.js";
import { credentialCases } from "./credentials.js";
import { lifecycleCases } from "./lifecycle.js";
import { pagingCases } from "./paging.js";
import { wireCases } from "./wire.js";

/** Every case against the loopback server. */
export const allCases: readonly CaseGroup[] = [...wireCases, lifecycleCases, credentialCases, pagingCases];
