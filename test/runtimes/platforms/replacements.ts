import type { Case } from "../../e2e/cases/context.js";
import { browserCases } from "./browser-cases.js";
import { refusedWithoutCode, refusedWithoutReason } from "./refused-connection.js";

/** What happens on a runtime in place of what is excluded there, by the runtime's name. */
export const replacements: Readonly<Record<string, readonly Case[]>> = {
  deno: [refusedWithoutReason],
  workerd: [refusedWithoutCode],
  chromium: [refusedWithoutCode, ...browserCases],
};
