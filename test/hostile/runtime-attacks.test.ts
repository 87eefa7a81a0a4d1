import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedPath } from "../shared/shared-folder.js";
import { count } from "./counts.js";
import type { Attack, Interpreter } from "./faults/attacks/attack.js";
import { body } from "./faults/attacks/bodies.js";
import { abortTimeout } from "./faults/attacks/limits.js";
import { pagination } from "./faults/attacks/pages.js";
import { redirect } from "./faults/attacks/redirects.js";
import { retry } from "./faults/attacks/retries.js";
import { oneTimeSecret } from "./faults/attacks/secrets.js";
import { tlsProxy } from "./faults/attacks/tls.js";
import {
  baseUrl,
  credentialValue,
  headerName,
  headerValue,
  path,
  query,
  serverVariable,
} from "./faults/attacks/values.js";
import { retryAfter } from "./faults/attacks/waits.js";

/** What stands for the entries of a category: code that carries each out, or the suite that proves all of them. */
const categories: Readonly<Record<string, Interpreter | string>> = {
  path,
  query,
  header_value: headerValue,
  header_name: headerName,
  credential_value: credentialValue,
  server_variable: serverVariable,
  base_url: baseUrl,
  redirect,
  retry_after: retryAfter,
  retry,
  pagination,
  body,
  one_time_secret: oneTimeSecret,
  abort_timeout: abortTimeout,
  tls_proxy: tlsProxy,
  credential_leak: "test/hostile/leaks",
  write_safety: "test/hostile/writing",
};

/** Single entries that another suite proves. */
const elsewhere: Readonly<Record<string, string>> = {
  "abort_timeout-007": "test/hostile/leaks",
  "one_time_secret-007": "test/hostile/leaks",
  "one_time_secret-019": "test/hostile/leaks",
};

/** Entries that say nothing of what a package of ours offers. */
const doesNotApply: Readonly<Record<string, string>> = {
  "one_time_secret-016":
    "No package has a call that rotates in two steps. A reset is one request, whose outcome is told as that of a create.",
};

/**
 * Where the design says otherwise than the file, the design holds:
 *
 * - Options are called as design §5 has them: `allowInsecureHttp`, `timeout`, `deadline`, `retry.maxDelay`.
 * - `headersTimeout` and `totalTimeout` are `timeout` (an attempt, body included) and `deadline`.
 * - "error:foreign_next", "error:pagination_loop" are `ResponseError`s of problem `page`; "redirect_refused" of a Location
 *   that is none is a `ResponseError` of problem `location`.
 * - Outcomes are told by `error.outcome`: `unknown` for "outcome_unknown".
 * - Redirects are never followed, those within the origin neither, which the file leaves open.
 * - A 421 is sent again by Node's own fetch, too, so that a server may see each attempt twice; it says that it did nothing.
 */
describe("shared/runtime-attacks.json", () => {
  it("has an entry here for each of its own", (context) => {
    for (const { id, category } of attacksOf(sharedPath(context, "runtime-attacks.json"))) {
      expect(Object.hasOwn(categories, category), `${id} is of a category that nobody knows: ${category}`).toBe(true);
    }
  });

  for (const [category, check] of Object.entries(categories)) {
    if (typeof check === "string") continue;
    it(`${category}: ends as the entry says`, async (context) => {
      const attacks = attacksOf(sharedPath(context, "runtime-attacks.json")).filter((one) => one.category === category);
      const failed: string[] = [];
      let carriedOut = 0;
      for (const attack of attacks) {
        if (Object.hasOwn(elsewhere, attack.id) || Object.hasOwn(doesNotApply, attack.id)) continue;
        carriedOut += 1;
        try {
          await check(attack);
        } catch (error) {
          failed.push(`${attack.id} ${JSON.stringify(attack.given).slice(0, 200)}: ${String(error)}`);
        }
      }
      expect(failed).toEqual([]);
      expect(carriedOut).toBeGreaterThan(0);
      count(context, "entries of shared/runtime-attacks.json carried out, each with its outcome", carriedOut);
    });
  }
});

function attacksOf(file: string): readonly Attack[] {
  if (file === "") return [];
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly attacks: readonly Attack[] }).attacks;
}
