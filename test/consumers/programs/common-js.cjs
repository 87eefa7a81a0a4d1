// @ts-check
// All four packages in one program, through `require`; its result is printed as JSON.
const { DynatraceClient } = require("@api-tokens/dynatrace");
const { LaunchDarklyClient, NotFoundError } = require("@api-tokens/launchdarkly");
const { MistClient, NotFoundError: MistNotFoundError } = require("@api-tokens/mist");
const { ListApiTokensRequest } = require("@api-tokens/okta/apis/api-token");
const { createCore } = require("@api-tokens/okta/core");

const base = process.argv[2] ?? "";

async function main() {
  const mist = new MistClient({ server: `${base}/mist`, auth: { apiToken: "mist-credential" } });
  const created = await mist.selfApiToken.createApiToken().userApitoken({ name: "ci" }).execute();

  const dynatrace = new DynatraceClient({
    server: `${base}/dynatrace`,
    auth: { apiToken: async () => "dynatrace-credential" },
  });
  const body = { name: "ci", scopes: ["metrics.read"] };
  const minted = await dynatrace.accessTokensApiTokens.createApiToken().apiTokenCreate(body).execute();
  const names = [];
  for await (const token of dynatrace.accessTokensApiTokens.listApiTokens().pageSize(100)) names.push(token.name);

  const core = createCore({ server: `${base}/okta`, auth: { apiToken: "okta-credential" } });
  const okta = [];
  for await (const token of new ListApiTokensRequest(core)) okta.push(token);

  const launchdarkly = new LaunchDarklyClient({
    server: `${base}/launchdarkly`,
    auth: { apiKey: { reveal: () => "launchdarkly-credential" } },
  });
  const missing = await launchdarkly.accessTokens.getToken("absent").tryExecute();
  if (missing.ok) throw new Error("There is no such token.");
  /** @type {unknown} */
  const error = missing.error;

  console.log(
    JSON.stringify({
      mist: { name: created.name, shown: created.key, key: created.key?.reveal() },
      dynatrace: { token: minted.token.reveal(), names },
      okta: okta.map(({ id }) => id),
      launchdarkly: {
        message: missing.error.message,
        own: error instanceof NotFoundError,
        acrossPackages: error instanceof MistNotFoundError,
      },
    }),
  );
}

main();
