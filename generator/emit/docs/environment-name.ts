import type { NamePlan } from "../../naming/name-plan.js";
import { wordsOf } from "../../naming/words.js";

/** The environment variable that examples take a credential from: `OKTA_API_TOKEN` of `OktaClient` and `apiToken`. */
export function environmentName(names: NamePlan, part: string): string {
  const stem = names.clientClass.replace(/(?:Api)?Client$/, "");
  // `LaunchDarkly` is one name to its users: `LAUNCHDARKLY_API_KEY`.
  return [...(stem === "" ? [] : [stem]), ...wordsOf(part)]
    .map((word) => word.toUpperCase().replace(/[^A-Z0-9]/g, "_"))
    .join("_");
}
