/** All four packages in one program, as an ES module; its result is printed as JSON. */
import { type ApiTokenCreate, DynatraceClient } from "@api-tokens/dynatrace";
import { LaunchDarklyClient, NotFoundError } from "@api-tokens/launchdarkly";
import { MistClient, NotFoundError as MistNotFoundError } from "@api-tokens/mist";
import { ListApiTokensRequest } from "@api-tokens/okta/apis/api-token";
import { createCore } from "@api-tokens/okta/core";
import type { ApiToken } from "@api-tokens/okta/models/api-token";

const base = process.argv[2] ?? "";

const mist = new MistClient({ server: `${base}/mist`, auth: { apiToken: "mist-credential" } });
const created = await mist.selfApiToken.createApiToken().userApitoken({ name: "ci" }).execute();

const dynatrace = new DynatraceClient({
  server: `${base}/dynatrace`,
  auth: { apiToken: async () => "dynatrace-credential" },
});
const body: ApiTokenCreate = { name: "ci", scopes: ["metrics.read"] };
const minted = await dynatrace.accessTokensApiTokens.createApiToken().apiTokenCreate(body).execute();
const names: (string | undefined)[] = [];
for await (const token of dynatrace.accessTokensApiTokens.listApiTokens().pageSize(100)) names.push(token.name);

const core = createCore({ server: `${base}/okta`, auth: { apiToken: "okta-credential" } });
const okta: ApiToken[] = [];
for await (const token of new ListApiTokensRequest(core)) okta.push(token);

const launchdarkly = new LaunchDarklyClient({
  server: `${base}/launchdarkly`,
  auth: { apiKey: { reveal: () => "launchdarkly-credential" } },
});
const missing = await launchdarkly.accessTokens.getToken("absent").tryExecute();

console.log(
  JSON.stringify({
    mist: { name: created.name, shown: created.key, key: created.key?.reveal() },
    dynatrace: { token: minted.token.reveal(), names },
    okta: okta.map(({ id }) => id),
    launchdarkly: {
      message: missing.ok ? "" : missing.error.message,
      own: !missing.ok && missing.error instanceof NotFoundError,
      acrossPackages: !missing.ok && (missing.error as unknown) instanceof MistNotFoundError,
    },
  }),
);
