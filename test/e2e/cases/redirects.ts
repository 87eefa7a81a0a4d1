import { launchdarkly, mist } from "../packages.js";
import { check, equal, rejects } from "./check.js";
import { launchDarklyClient, mistClient, replyWith } from "./clients.js";
import type { Case, CaseGroup, TestServer } from "./context.js";

const calls: readonly (readonly [method: string, (server: TestServer) => Promise<unknown>])[] = [
  ["GET", (server) => mistClient(server).selfApiToken.listApiTokens().execute()],
  ["POST", (server) => mistClient(server).selfApiToken.createApiToken().userApitoken({ name: "x" }).execute()],
  ["PUT", (server) => mistClient(server).selfApiToken.updateApiToken("1").userApitoken({ name: "x" }).execute()],
  ["DELETE", (server) => mistClient(server).selfApiToken.deleteApiToken("1").execute()],
];

const tableCases: readonly Case[] = [301, 302, 303, 307, 308].flatMap((status) =>
  calls.map(([method, call]) => ({
    name: `${method} is not sent again after ${status}`,
    async run({ start }: Parameters<Case["run"]>[0]) {
      const other = await start("blank");
      const server = await start("mist", { faults: [replyWith(status, "", { Location: `${other.url}/collect?x=1` })] });
      const error = await rejects(call(server), mist.RedirectError);
      equal(
        [error.code, Number(error.status), error.target, error.attempts],
        ["redirect_refused", status, other.url, 1],
        "error",
      );
      equal((await server.requests()).length, 1, "number of requests");
      equal([await other.connections(), await other.requests()], [0, []], "what the second origin saw");
    },
  })),
);

const others: readonly Case[] = [
  {
    name: "redirects within the same origin are not followed either",
    async run({ start }) {
      const server = await start("mist", { faults: [replyWith(302, "", { Location: "/api/v1/self/apitokens" })] });
      const error = await rejects(mistClient(server).selfApiToken.listApiTokens().execute(), mist.RedirectError);
      equal(error.target, server.url, "target");
      equal((await server.requests()).length, 1, "number of requests");
    },
  },
  {
    name: "a redirect with a token in its URL does not show it",
    async run({ start, renderings }) {
      const server = await start("mist", { credential: "secretvalue123" });
      const faulty = await start("mist", {
        credential: "secretvalue123",
        faults: [replyWith(302, "", { Location: `https://u:secretvalue123@evil.example/?token=secretvalue123` })],
      });
      const error = await rejects(mistClient(faulty).selfApiToken.listApiTokens().execute(), mist.RedirectError);
      equal(error.target, "https://evil.example", "target");
      check(!renderings(error).some((text) => text.includes("secretvalue123")), "the token is not shown");
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "a redirect without a usable target is an invalid response",
    async run({ start }) {
      for (const headers of [{}, { Location: "http://" }]) {
        const server = await start("launchdarkly", { faults: [replyWith(302, "", headers as Record<string, string>)] });
        const error = await rejects(
          launchDarklyClient(server).accessTokens.getTokens().execute(),
          launchdarkly.ResponseError,
        );
        equal(error.problem, "location", "problem");
        equal((await server.requests()).length, 1, "number of requests");
      }
    },
  },
  {
    name: "a given fetch that follows redirects by itself is found out",
    async run({ start }) {
      const other = await start("blank");
      const server = await start("mist", { faults: [replyWith(302, "", { Location: `${other.url}/` })] });
      const following: mist.CommonOptions["fetch"] = (url, init) =>
        fetch(url, { ...init, redirect: "follow", headers: {} });
      const call = mistClient(server, { fetch: following }).selfApiToken.listApiTokens().execute();
      await rejects(call, mist.RedirectError);
    },
  },
];

/** Redirects, which could carry a credential to another host. */
export const redirectCases: CaseGroup = { name: "redirects", cases: [...tableCases, ...others] };
