import { equal, failureOf, instance } from "../../e2e/cases/check.js";
import type { Case, CaseContext } from "../../e2e/cases/context.js";
import { mist } from "../../e2e/packages.js";

type Facts = readonly [
  attempts: number | undefined,
  sent: boolean,
  reason: string | undefined,
  outcome: string | undefined,
];

/** What is known of a reading and of a creation on a port where nothing listens. */
async function refused({ closedPort }: CaseContext): Promise<readonly Facts[]> {
  const server = `http://127.0.0.1:${await closedPort()}`;
  const { selfApiToken } = new mist.MistClient({ server, auth: { apiToken: "any-token" } });
  const calls = [selfApiToken.listApiTokens(), selfApiToken.createApiToken()];
  return Promise.all(
    calls.map(async (request) => {
      const error = instance(await failureOf(request.execute()), mist.ConnectionError);
      return [error.attempts, error.sent, error.reason, error.outcome] as const;
    }),
  );
}

/** Where the platform's error tells that nothing was sent, but has no code. */
export const refusedWithoutReason: Case = {
  name: "a refused connection is tried again, without a reason",
  async run(context) {
    const want: readonly Facts[] = [
      [3, false, undefined, undefined],
      [3, false, undefined, "not_created"],
    ];
    equal(await refused(context), want, "attempts, sent, reason, outcome");
  },
};

/** Where the platform's error is the same as after a request that was sent. */
export const refusedWithoutCode: Case = {
  name: "a refused connection: unknown, and a creation is not tried again",
  async run(context) {
    const want: readonly Facts[] = [
      [3, true, undefined, undefined],
      [1, true, undefined, "unknown"],
    ];
    equal(await refused(context), want, "attempts, sent, reason, outcome");
  },
};
