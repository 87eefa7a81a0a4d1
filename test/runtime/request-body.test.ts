import { describe, expect, test, vi } from "vitest";
import type { ContentDescriptor } from "../../templates/runtime/descriptor.js";
import { formBody } from "../../templates/runtime/form-body.js";
import { jsonLinesBody } from "../../templates/runtime/json-lines-body.js";
import { Secret } from "../../templates/runtime/secret.js";
import { failureOf, fakeFetch, json, type Options, operation, rawServer, request } from "./harness.js";

function withBody(content: Readonly<Record<string, ContentDescriptor>>, method = "PUT") {
  return operation({ method, body: { key: "body", content } });
}

async function sentAs(content: Readonly<Record<string, ContentDescriptor>>, value: unknown, mediaType?: string) {
  const { fetch, sent } = fakeFetch([json({})]);
  await request(withBody(content), { fetch }).with("body", value, mediaType).execute();
  return [sent[0]?.headers["content-type"], sent[0]?.body];
}

const several: Readonly<Record<string, ContentDescriptor>> = {
  "application/json; charset=utf-8": { as: "json" },
  "application/x-www-form-urlencoded": { as: formBody },
  "text/plain": { as: "text" },
  "application/octet-stream": { as: "binary" },
  "application/x-ndjson": { as: jsonLinesBody },
};

test.each<[unknown, string | undefined, string, unknown]>([
  [{ a: 1 }, undefined, "application/json; charset=utf-8", '{"a":1}'],
  [{ a: 1 }, "application/x-www-form-urlencoded", "application/x-www-form-urlencoded", "a=1"],
  ["a", "text/plain", "text/plain", "a"],
  ["a", "application/octet-stream", "application/octet-stream", "a"],
  [new Secret("s"), "application/octet-stream", "application/octet-stream", "s"],
  [[{ a: 1 }, "x\n"], "application/x-ndjson", "application/x-ndjson", '{"a":1}\n"x\\n"\n'],
  [[], "application/x-ndjson", "application/x-ndjson", ""],
])("one of several media types: %j as %s", async (value, mediaType, want, body) => {
  expect(await sentAs(several, value, mediaType)).toEqual([want, body]);
});

describe("a media range", () => {
  const image: Readonly<Record<string, ContentDescriptor>> = { "image/*": { as: "binary" } };
  const ranges: Readonly<Record<string, ContentDescriptor>> = {
    "*/*": { as: "json", sendAs: "application/json" },
    "text/*": { as: "text", sendAs: "text/plain" },
    "application/*+json": { as: "json", sendAs: "application/json" },
  };

  test.each<[Readonly<Record<string, ContentDescriptor>>, unknown, string | undefined, string, unknown]>([
    [image, "x", "image/png", "image/png", "x"],
    [image, "x", "IMAGE/svg+xml; charset=utf-8", "IMAGE/svg+xml; charset=utf-8", "x"],
    [ranges, 1, undefined, "application/json", "1"],
    [ranges, "x", "text/csv", "text/csv", "x"],
    [ranges, "x", "text/*", "text/plain", "x"],
    [ranges, 1, "application/ld+json", "application/ld+json", "1"],
    [ranges, 1, "application/json", "application/json", "1"],
  ])("%j: %j as %s", async (content, value, mediaType, want, body) => {
    expect(await sentAs(content, value, mediaType)).toEqual([want, body]);
  });

  test.each<[string | undefined, string]>([
    [undefined, "body needs the media type that is sent, as the second argument: one of image/*"],
    ["image/*", "body needs the media type that is sent, as the second argument: one of image/*"],
    ["text/plain", "body cannot be sent as that media type; documented: image/*"],
    ["image/png\r\nx: y", "body needs a media type such as image/png as the second argument"],
  ])("%j is refused", async (mediaType, want) => {
    const failure = await failureOf(sentAs(image, "x", mediaType));
    expect(failure).toMatchObject({ code: "invalid_parameter", message: `getThing: ${want}` });
  });
});

describe("a stream as a body", () => {
  const binary = withBody({ "application/octet-stream": { as: "binary" } });
  const streamOf = (...pieces: string[]): ReadableStream =>
    new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    });

  test.each<[string, Options]>([
    ["by itself", {}],
    ["through middleware", { middleware: (sending, next) => next(sending) }],
  ])("is sent as it comes, %s", async (_how, options) => {
    const server = await rawServer((socket) => socket.end("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"));
    try {
      await request(binary, { server: server.url, ...options })
        .with("body", streamOf("ab", "c"))
        .execute();
      expect(server.requests[0]).toMatch(/^PUT \/things HTTP\/1.1\r\n/);
      expect(server.requests[0]?.toLowerCase()).toContain("transfer-encoding: chunked");
      expect(server.requests[0]?.toLowerCase()).toContain("content-type: application/octet-stream");
    } finally {
      await server.close();
    }
  });

  test("is refused where a browser would send it as text", async () => {
    vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0" });
    vi.stubGlobal(
      "Request",
      class extends Request {
        constructor(url: string, init: RequestInit) {
          super(url, { ...init, ...(init.body && { body: String(init.body) }) });
        }
      },
    );
    const { fetch, sent } = fakeFetch([json({})]);
    const call = request(binary, { fetch }).with("body", streamOf("x")).execute();
    expect(await failureOf(call)).toMatchObject({ code: "invalid_parameter", parameter: "body" });
    expect(sent).toEqual([]);
    vi.unstubAllGlobals();
  });

  test.each<[string, Response | Error]>([
    ["a status that is tried again otherwise", json({}, 503)],
    ["a limit of calls", json({}, 429)],
    ["a lost connection", Object.assign(new Error("refused"), { code: "ECONNREFUSED" })],
  ])("is never sent twice: %s", async (_what, answer) => {
    const { fetch, sent } = fakeFetch([answer, json({})]);
    const upload = request(binary, { fetch }).with("body", streamOf("x"));
    await failureOf(upload.execute());
    expect(sent).toHaveLength(1);
    expect((sent[0] as { duplex?: string }).duplex).toBe("half");
    expect(await failureOf(upload.execute())).toMatchObject({
      code: "invalid_parameter",
      message: "getThing: body is a stream that has been read already: a request with a stream can be sent once",
    });
    expect(sent).toHaveLength(1);
  });

  test.each<[string, Options]>([
    ["by itself", {}],
    ["through middleware", { middleware: (sending, next) => next(sending) }],
  ])("is never sent twice: by two calls at once, %s", async (_how, options) => {
    const { fetch, sent } = fakeFetch([json({})]);
    const upload = request({ ...binary, security: [{ bearer: [] }] }, { fetch, auth: { bearer: "t" }, ...options });
    const both = upload.with("body", streamOf("x"));
    const [first, second] = await Promise.allSettled([both.execute(), both.execute()]);
    expect(first?.status).toBe("fulfilled");
    expect(second).toMatchObject({ status: "rejected", reason: { code: "invalid_parameter", parameter: "body" } });
    expect(sent).toHaveLength(1);
  });

  test("toRequest takes it", async () => {
    expect(await request(binary).with("body", streamOf("ab", "c")).toRequest().text()).toBe("abc");
  });
});

test("what is no content is refused", async () => {
  const failure = await failureOf(sentAs({ "application/zip": { as: "binary" } }, { a: 1 }));
  expect(failure.message).toBe("getThing: body must be a string, Uint8Array, ArrayBuffer, Blob or ReadableStream");
});
