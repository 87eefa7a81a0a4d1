/** A request that the spec forbids: proof that the mock server would notice a client that sends it. */
export interface RefusedRequest {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
}

const json = { "Content-Type": "application/json" };
const authorized = { Authorization: "any-token-will-do", Accept: "application/json" };
const launchDarkly = { ...authorized, "LD-API-Version": "20240415" };

/** Forbidden requests by vendor. */
export const refusedRequests: Readonly<
  Record<"mist" | "dynatrace" | "okta" | "launchdarkly", readonly RefusedRequest[]>
> = {
  mist: [
    { title: "a missing credential", method: "GET", path: "/api/v1/self/apitokens", headers: {}, status: 401 },
    {
      title: "an ID that is no UUID",
      method: "GET",
      path: "/api/v1/self/apitokens/1",
      headers: authorized,
      status: 400,
    },
    {
      title: "a name that is no text",
      method: "POST",
      path: "/api/v1/self/apitokens",
      headers: { ...authorized, ...json },
      body: '{"name":5}',
      status: 400,
    },
    {
      title: "an unknown role",
      method: "POST",
      path: "/api/v1/orgs/000000ab-01ab-01ab-01ab-0000000000ab/apitokens",
      headers: { ...authorized, ...json },
      body: '{"name":"x","privileges":[{"role":"king","scope":"org"}]}',
      status: 400,
    },
  ],
  dynatrace: [
    { title: "a missing credential", method: "GET", path: "/apiTokens", headers: {}, status: 401 },
    {
      title: "a page that is too small",
      method: "GET",
      path: "/apiTokens?pageSize=5",
      headers: authorized,
      status: 400,
    },
    {
      title: "a token without scopes",
      method: "POST",
      path: "/apiTokens",
      headers: { ...authorized, "Content-Type": "application/json; charset=utf-8" },
      body: '{"name":"x"}',
      status: 400,
    },
    { title: "an update without a body", method: "PUT", path: "/apiTokens/dt0c01.X", headers: authorized, status: 400 },
  ],
  okta: [
    { title: "a missing credential", method: "GET", path: "/api/v1/api-tokens", headers: {}, status: 401 },
    {
      title: "networks that are no list",
      method: "PUT",
      path: "/api/v1/api-tokens/00T1",
      headers: { ...authorized, ...json },
      body: '{"network":{"exclude":"nzo1"}}',
      status: 400,
    },
    {
      title: "an update without a body",
      method: "PUT",
      path: "/api/v1/api-tokens/00T1",
      headers: authorized,
      status: 400,
    },
  ],
  launchdarkly: [
    {
      title: "a missing credential",
      method: "GET",
      path: "/api/v2/tokens",
      headers: { "LD-API-Version": "20240415" },
      status: 401,
    },
    { title: "a missing version", method: "GET", path: "/api/v2/tokens", headers: authorized, status: 422 },
    {
      title: "a limit that is no number",
      method: "GET",
      path: "/api/v2/tokens?limit=abc",
      headers: launchDarkly,
      status: 422,
    },
    {
      title: "an unknown role",
      method: "POST",
      path: "/api/v2/tokens",
      headers: { ...launchDarkly, ...json },
      body: '{"role":"king"}',
      status: 400,
    },
    {
      title: "a patch that is no list",
      method: "PATCH",
      path: "/api/v2/tokens/61095542756dba551110ae21",
      headers: { ...launchDarkly, ...json },
      body: '{"op":"remove","path":"/name"}',
      status: 422,
    },
  ],
};
