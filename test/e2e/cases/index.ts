import type { CaseGroup } from "./context.js";
import { wireCases } from "./wire.js";

/** Every case against the loopback server. */
export const allCases: readonly CaseGroup[] = [...wireCases];
