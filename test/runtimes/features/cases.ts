import { ConnectionError, FeaturesClient, Secret } from "@runtimes/features";
import { check, equal, rejects, until } from "../../e2e/cases/check.js";
import { mistClient, replyWith } from "../../e2e/cases/clients.js";
import type { Case, CaseGroup, RecordedRequest, TestServer } from "../../e2e/cases/context.js";
import { mist } from "../../e2e/packages.js";

/** A client of the package of `openapi.yaml`. */
export function featuresClient(server: TestServer): FeaturesClient["features"] {
  const client = { clientId: "an-id", clientSecret: new Secret("a-client-secret-value") };
  return new FeaturesClient({ server: server.url, auth: { session: "a-session-value", client } }).features;
}

function headerOf(request: RecordedRequest | undefined, name: string): string | undefined {
  return request?.headers.find(([one]) => one === name)?.[1];
}

async function collect<Item>(source: AsyncIterable<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of source) items.push(item);
  return items;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function streamOf(...texts: readonly string[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(encode(text));
      controller.close();
    },
  });
}

const cookies: readonly Case[] = [
  {
    name: "a cookie parameter arrives",
    async run({ start }) {
      const server = await start("blank");
      await featuresClient(server).getSession().sid("a b").execute();
      equal(headerOf((await server.requests())[0], "cookie"), "sid=a%20b", "Cookie");
    },
  },
  {
    name: "a credential in a cookie arrives",
    async run({ start }) {
      const server = await start("blank");
      await featuresClient(server).getAccount().execute();
      equal(headerOf((await server.requests())[0], "cookie"), "sid=a-session-value", "Cookie");
    },
  },
  {
    name: "a parameter arrives in a header that browsers write themselves",
    async run({ start }) {
      const server = await start("blank");
      await featuresClient(server).getSession().referer("https://here.example/").execute();
      equal(headerOf((await server.requests())[0], "referer"), "https://here.example/", "Referer");
    },
  },
];

const bodies: readonly Case[] = [
  {
    name: "bytes, blobs and buffers arrive with the documented type",
    async run({ start }) {
      const server = await start("blank");
      const bytes = encode("PK é\u0000");
      for (const value of [bytes, bytes.slice().buffer as ArrayBuffer, new Blob([bytes.slice()])]) {
        await featuresClient(server).putArchive().body(value).execute();
      }
      const requests = await server.requests();
      equal(
        requests.map(({ body }) => body),
        Array.from({ length: 3 }, () => "PK é\u0000"),
        "bodies",
      );
      equal(new Set(requests.map((one) => headerOf(one, "content-type"))), new Set(["application/zip"]), "types");
    },
  },
  {
    name: "a stream arrives whole",
    async run({ start }) {
      const server = await start("blank");
      await featuresClient(server).putArchive().body(streamOf("one ", "two")).execute();
      const [request] = await server.requests();
      equal([request?.body, headerOf(request, "content-type")], ["one two", "application/zip"], "body and type");
    },
  },
  {
    name: "bytes come back as they are",
    async run({ start }) {
      const server = await start("blank", { faults: [replyWith(200, "PK\u0000é", {}, "application/zip")] });
      equal([...(await featuresClient(server).getArchive().execute())], [...encode("PK\u0000é")], "bytes");
    },
  },
  {
    name: "a form with a file arrives as it was made",
    async run({ start }) {
      const server = await start("blank");
      await featuresClient(server)
        .uploadDocument()
        .body({ file: new File(["content é"], 'a"b.txt', { type: "image/png" }), title: "T\r\n" })
        .execute();
      const [request] = await server.requests();
      const boundary = /^multipart\/form-data; ?boundary="?([^"]+)"?$/.exec(headerOf(request, "content-type") ?? "");
      check(boundary !== null, "a boundary");
      equal(
        request?.body.split(`--${boundary[1]}`).map((part) => part.trimStart().replace(/\r\n$/, "")),
        [
          "",
          'Content-Disposition: form-data; name="file"; filename="a%22b.txt"\r\nContent-Type: image/png\r\n\r\ncontent é',
          'Content-Disposition: form-data; name="title"\r\n\r\nT\r\n',
          "--",
        ],
        "parts",
      );
    },
  },
];

const streams: readonly Case[] = [
  {
    name: "events are read as they arrive",
    async run({ start }) {
      const body = 'data: {"n":1}\n\n: note\r\n\r\ndata: {"n":\rdata: 2}\r\r';
      const server = await start("blank", { faults: [replyWith(200, body, {}, "text/event-stream")] });
      equal(
        (await collect(await featuresClient(server).watchEvents().execute())).map(({ n }) => n),
        [1, 2],
        "numbers",
      );
    },
  },
  {
    name: "lines that break off end as an error after what arrived",
    async run({ start }) {
      const lines = '{"n":1}\n{"n":2}\n{"n":3}\n';
      const server = await start("blank", {
        faults: [replyWith(200, lines, { "Content-Length": "999" }, "application/jsonl")],
      });
      const seen: unknown[] = [];
      const read = async (): Promise<void> => {
        const rows = await featuresClient(server).readRows().execute({ timeout: 1500 });
        for await (const { n } of rows) seen.push(n);
      };
      await rejects(read(), ConnectionError);
      equal(seen, [1, 2, 3], "what arrived");
    },
  },
  {
    name: "a stream that is left ends its connection, and one that is read late still arrives",
    async run({ start }) {
      const lines = Array.from({ length: 50 }, (_, n) => `{"n":${n}}\n`).join("");
      const reply = replyWith(200, lines, {}, "application/jsonl");
      const server = await start("blank", { faults: [reply, reply] });
      const { readRows } = { readRows: () => featuresClient(server).readRows().execute() };
      for await (const { n } of await readRows()) if (n === 3) break;
      const rows = await readRows();
      await until(async () => (await server.requests()).length === 2);
      equal((await collect(rows)).length, 50, "rows");
    },
  },
];

const others: readonly Case[] = [
  {
    name: "a token is fetched with the client's secret, and kept",
    async run({ start, renderings }) {
      const token = replyWith(200, '{"access_token":"fetched-token-1","token_type":"Bearer","expires_in":3600}');
      const server = await start("blank", { faults: [token] });
      const client = featuresClient(server);
      await client.listThings().execute();
      await client.listThings().execute();
      const [asked, ...calls] = await server.requests();
      equal([asked?.method, asked?.target], ["POST", "/oauth/token"], "token request");
      equal(headerOf(asked, "authorization"), `Basic ${btoa("an-id:a-client-secret-value")}`, "Authorization");
      equal(
        calls.map((one) => headerOf(one, "authorization")),
        ["Bearer fetched-token-1", "Bearer fetched-token-1"],
        "tokens",
      );
      check(!renderings(client).some((text) => /a-client-secret|fetched-token/.test(text)), "neither is shown");
    },
  },
  {
    name: "a creation that is cut on a connection in use before is sent once",
    async run({ start }) {
      const server = await start("mist", { tokens: 0, faults: [{ kind: "pass" }, { kind: "cut" }] });
      const { selfApiToken } = mistClient(server);
      await selfApiToken.listApiTokens().execute();
      const error = await rejects(selfApiToken.createApiToken().execute(), mist.ConnectionError);
      equal([error.outcome, error.sent, error.attempts], ["unknown", true, 1], "error");
      equal([(await server.requests()).length, await server.count()], [2, 1], "requests and tokens");
    },
  },
];

const groups = { cookies, bodies, streams, others };

/** What the four vendors' documents do not use, and platforms differ in. */
export const featureCases: readonly CaseGroup[] = Object.entries(groups).map(([name, cases]) => ({
  name: `features: ${name}`,
  cases,
}));
