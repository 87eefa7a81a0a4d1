import { dynatrace, launchdarkly, mist } from "../packages.js";
import { check, equal, failureOf, instance, rejects } from "./check.js";
import { dynatraceClient, launchDarklyClient, mistClient, replyWith } from "./clients.js";
import type { Case, CaseGroup, Fault } from "./context.js";

const page = "<!doctype html><title>Sign in</title>";

/** Successes that cannot be used, and why. */
const unusable: readonly (readonly [what: string, Fault, problem: string])[] = [
  ["a page", replyWith(200, page, {}, "text/html"), "content_type"],
  ["a page that calls itself JSON", replyWith(200, page), "json"],
  ["no body", replyWith(200, ""), "empty"],
  ["half of a value", replyWith(200, '[{"id":"1"'), "json"],
  ["NaN", replyWith(200, "NaN"), "json"],
  ["another charset", replyWith(200, "[]", {}, "application/json; charset=utf-16le"), "charset"],
  ["an unknown encoding", replyWith(200, "[]", { "Content-Encoding": "rot13" }), "content_encoding"],
];

const unusableCases: readonly Case[] = unusable.map(([what, fault, problem]) => ({
  name: `${what} is a typed error`,
  async run({ start }) {
    const server = await start("mist", { faults: [fault] });
    const error = await rejects(mistClient(server).selfApiToken.listApiTokens().execute(), mist.ResponseError);
    equal([error.code, error.problem, Number(error.status)], ["invalid_response", problem, 200], "error");
    equal((await server.requests()).length, 1, "number of requests");
    check(!Object.keys(error).includes("body") && !error.message.includes("<title>"), "the body is not shown");
  },
}));

const others: readonly Case[] = [
  {
    name: "unknown values, missing and further members never throw, and stay as they are",
    async run({ start }) {
      const body =
        '{"items":[{"role":"of tomorrow","more":[1,{"a":null}]},{"creationDate":"yesterday","token":null}],"totalCount":"many"}';
      const server = await start("launchdarkly", { faults: [replyWith(200, body)] });
      const data = await launchDarklyClient(server).accessTokens.getTokens().execute();
      equal(data, JSON.parse(body), "data");
    },
  },
  {
    name: "__proto__ in a body stays data",
    async run({ start }) {
      const server = await start("mist", { faults: [replyWith(200, '[{"__proto__":{"isAdmin":true},"id":"1"}]')] });
      const [token] = await mistClient(server).selfApiToken.listApiTokens().execute();
      check(Object.hasOwn(token ?? {}, "__proto__"), "an own member");
      equal((token as unknown as { isAdmin?: boolean }).isAdmin, undefined, "isAdmin");
      equal(({} as { isAdmin?: boolean }).isAdmin, undefined, "isAdmin of any object");
    },
  },
  {
    name: "a member named then does not make the data a promise",
    async run({ start }) {
      const server = await start("mist", { faults: [replyWith(200, '{"then":{},"id":"1"}')] });
      const data = await mistClient(server).selfApiToken.getApiToken("1").execute();
      equal(data, JSON.parse('{"then":{},"id":"1"}'), "data");
    },
  },
  {
    name: "media types are compared without their parameters, and any JSON type is JSON",
    async run({ start }) {
      for (const type of [
        "application/json;charset=UTF-8",
        "APPLICATION/JSON",
        "application/vnd.api+json",
        "application/problem+json",
      ]) {
        const server = await start("dynatrace", { faults: [replyWith(200, '{"id":"1","token":"x"}', {}, type)] });
        const token = await dynatraceClient(server).accessTokensApiTokens.getApiToken("1").execute();
        equal(token.id, "1", "id");
      }
    },
  },
  {
    name: "an error that is a page keeps its class, and its body is the text",
    async run({ start }) {
      const server = await start("dynatrace", { faults: [replyWith(404, page, {}, "text/html")] });
      const error = await rejects(
        dynatraceClient(server).accessTokensApiTokens.getApiToken("1").execute(),
        dynatrace.NotFoundError,
      );
      equal([error.body, error.message], [page, "getApiToken failed with status 404"], "body and message");
      equal(error.headers?.get("content-type"), "text/html", "Content-Type");
    },
  },
  {
    name: "a message of the server with control characters is one line",
    async run({ start }) {
      const body = JSON.stringify({ detail: "a\r\nb\u001b[31mc\u2028d" });
      const server = await start("mist", { faults: [replyWith(400, body)] });
      const error = await rejects(mistClient(server).selfApiToken.listApiTokens().execute(), mist.BadRequestError);
      check(!/[\p{Cc}\u2028]/u.test(error.message), JSON.stringify(error.message));
      equal(error.body, JSON.parse(body), "body");
    },
  },
  {
    name: "a long message of the server is cut",
    async run({ start }) {
      const server = await start("mist", { faults: [replyWith(400, JSON.stringify({ detail: "x".repeat(5000) }))] });
      const error = instance(
        await failureOf(mistClient(server).selfApiToken.listApiTokens().execute()),
        mist.BadRequestError,
      );
      check(error.message.length < 500, `a message of ${error.message.length} characters`);
    },
  },
  {
    name: "LaunchDarkly's refusal of two versions is what the vendor says",
    async run({ start }) {
      const server = await start("launchdarkly");
      const headers = { Authorization: server.credential, "LD-API-Version": "20240415, 20240415" };
      const response = await fetch(`${server.url}/api/v2/tokens`, { headers });
      equal(
        [response.status, await response.json()],
        [400, { code: "invalid_request", message: "Too many values for parameter LD-API-Version" }],
      );
      const without = await fetch(`${server.url}/api/v2/tokens`, { headers: { Authorization: server.credential } });
      equal(without.status, 400, "status without a version");
      await without.body?.cancel();
      const twice = launchDarklyClient(server, { headers: { "LD-API-Version": "20240415" } }).accessTokens;
      equal(
        (await twice.getTokens().execute({ headers: { "ld-api-version": "20240415" } })).totalCount,
        1,
        "totalCount",
      );
      const { headers: sent } = (await server.requests()).at(-1) ?? { headers: [] };
      equal(
        sent.filter(([name]) => name === "ld-api-version"),
        [["ld-api-version", "20240415"]],
        "versions",
      );
    },
  },
  {
    name: "undocumented successes are read like the documented one",
    async run({ start }) {
      const server = await start("launchdarkly", {
        faults: [replyWith(202, '{"_id":"1","token":"in full"}'), replyWith(200, "{}")],
      });
      const { accessTokens } = launchDarklyClient(server);
      const created = await accessTokens.postToken().accessTokenPost({ role: "reader" }).execute();
      equal(instance(created.token, launchdarkly.Secret).reveal(), "in full", "token");
      equal(await accessTokens.deleteToken("1").execute(), undefined, "data of a deletion with a body");
    },
  },
];

/** What comes back: lenient with data, strict with what is no data. */
export const responseCases: CaseGroup = { name: "responses", cases: [...unusableCases, ...others] };
