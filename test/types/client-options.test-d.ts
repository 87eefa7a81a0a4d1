/** What a client is made from. */

import { type ApiTokenList, DynatraceClient, type DynatraceServer, type Middleware } from "@api-tokens/dynatrace";
import { ListApiTokensRequest } from "@api-tokens/dynatrace/apis/access-tokens-api-tokens";
import { createCore as createDynatraceCore } from "@api-tokens/dynatrace/core";
import { LaunchDarklyClient } from "@api-tokens/launchdarkly";
import { MistClient } from "@api-tokens/mist";
import { createCore as createMistCore } from "@api-tokens/mist/core";
import { OktaClient } from "@api-tokens/okta";
import { exactly } from "./type-equality.js";

const environmentId = "abc12345";

export function servers(): void {
  new DynatraceClient({ server: { environmentId } });
  new DynatraceClient({ server: { name: "saas", environmentId } });
  new DynatraceClient({ server: { name: "managed", domain: "dynatrace.example.com", environmentId } });
  new DynatraceClient({ server: { name: "activegate", activegateDomain: "gate.example.com", environmentId } });
  new DynatraceClient({
    server: { name: "activegate", activegateDomain: "gate.example.com", port: "9998", environmentId },
  });
  new DynatraceClient({ server: "http://127.0.0.1:8080" });
  // @ts-expect-error without options there is no environment
  new DynatraceClient();
  // @ts-expect-error the server is missing
  new DynatraceClient({});
  // @ts-expect-error the server is missing
  new DynatraceClient({ auth: { apiToken: "token" } });
  // @ts-expect-error the environment is missing
  new DynatraceClient({ server: {} });
  // @ts-expect-error the environment is missing
  new DynatraceClient({ server: { name: "saas" } });
  // @ts-expect-error the environment is missing
  new DynatraceClient({ server: { name: "managed", domain: "dynatrace.example.com" } });
  // @ts-expect-error the domain is missing
  new DynatraceClient({ server: { name: "managed", environmentId } });
  // @ts-expect-error SaaS has no domain
  new DynatraceClient({ server: { name: "saas", domain: "dynatrace.example.com", environmentId } });
  // @ts-expect-error there is no such server
  new DynatraceClient({ server: { name: "grail", environmentId } });

  new OktaClient({ server: { yourOktaDomain: "example.okta.com" } });
  // @ts-expect-error without options there is no domain
  new OktaClient();
  // @ts-expect-error the domain is missing
  new OktaClient({ server: {} });
  // @ts-expect-error the name of the variable is another
  new OktaClient({ server: { domain: "example.okta.com" } });

  new MistClient();
  new MistClient({ server: { name: "emea-01" } });
  // @ts-expect-error there is no such region
  new MistClient({ server: { name: "emea-99" } });
  new LaunchDarklyClient();
  new LaunchDarklyClient({ server: { name: "federal" } });
  // @ts-expect-error there is no such server
  new LaunchDarklyClient({ server: { name: "gov" } });

  const chosen: DynatraceServer = { environmentId };
  // @ts-expect-error options cannot be changed
  chosen.environmentId = "other";
}

export function auth(): void {
  new MistClient({ auth: { apiToken: "token" } });
  new MistClient({ auth: { apiToken: { reveal: () => "token" } } });
  new MistClient({ auth: { apiToken: () => "token" } });
  new MistClient({ auth: { apiToken: async () => ({ reveal: () => "token" }) } });
  // @ts-expect-error the scheme has another name
  new MistClient({ auth: { apiKey: "token" } });
  // @ts-expect-error the scheme has another name
  new LaunchDarklyClient({ auth: { apiToken: "token" } });
  new LaunchDarklyClient({ auth: { apiKey: "token" } });
  new OktaClient({
    server: { yourOktaDomain: "example.okta.com" },
    auth: { apiToken: "token", oauth2: () => "token" },
  });
  // @ts-expect-error a credential is text
  new MistClient({ auth: { apiToken: 1 } });
  // @ts-expect-error an environment variable may be unset
  new MistClient({ auth: { apiToken: process.env.MIST_TOKEN } });
  // @ts-expect-error an environment variable may be unset
  new MistClient({ auth: { apiToken: () => process.env.MIST_TOKEN } });
}

export function otherOptions(): void {
  const log: Middleware = async (request, next) => {
    exactly<string>()(request.url);
    return next(request);
  };
  new MistClient({
    fetch: globalThis.fetch,
    middleware: [log],
    headers: { "X-Trace": "1" },
    timeout: 1,
    deadline: 2,
    retry: { max: 1, maxDelay: 5 },
    userAgent: "me",
    allowInsecureHttp: true,
  });
  new MistClient({ retry: false, middleware: log, fetch: async (url, init) => fetch(url, init) });
  // @ts-expect-error there is no such option
  new MistClient({ timeoutMs: 1 });
  // @ts-expect-error `false` or a number
  new MistClient({ retry: true });
}

export async function copies(): Promise<void> {
  const client = new DynatraceClient({ server: { environmentId } });
  const other = client.with({ retry: false });
  exactly<DynatraceClient>()(other);
  client.with({ server: { name: "managed", domain: "dynatrace.example.com", environmentId } });
  // @ts-expect-error there is no such option
  client.with({ environmentId });
  // @ts-expect-error the environment is missing
  client.with({ server: { name: "saas" } });
  // @ts-expect-error the tags of a client are its own
  client.accessTokensApiTokens = other.accessTokensApiTokens;
}

export async function singleRequestClasses(): Promise<void> {
  const core = createDynatraceCore({ server: { environmentId }, auth: { apiToken: "token" } });
  exactly<ApiTokenList>()(await new ListApiTokensRequest(core).pageSize(200).execute());
  createMistCore();
  // @ts-expect-error the server is missing
  createDynatraceCore({});
  // @ts-expect-error the core is missing
  new ListApiTokensRequest();
  // @ts-expect-error a client is no core
  new ListApiTokensRequest(new DynatraceClient({ server: { environmentId } }));
}
