import { describe, expect, test } from "vitest";
import type { ContentDescriptor } from "../../templates/runtime/descriptor.js";
import { eventParser, eventStream } from "../../templates/runtime/event-stream.js";
import type { ItemParser } from "../../templates/runtime/item-stream.js";
import { jsonLineParser, jsonLines, jsonRecordParser, jsonRecords } from "../../templates/runtime/json-lines.js";
import { Secret } from "../../templates/runtime/secret.js";
import { failureOf, fakeFetch, json, type Options, operation, request } from "./harness.js";

function parsed(parser: ItemParser, pieces: readonly string[]): unknown[] {
  const items = pieces.flatMap((piece) => (parser.isDone ? [] : [...parser.take(piece)]));
  return parser.isDone ? items : [...items, ...parser.end()];
}

/** However a text is cut, its items are the same. */
function everyCut(text: string): string[][] {
  const cuts = Array.from({ length: text.length + 1 }, (_, at) => [text.slice(0, at), text.slice(at)]);
  return [[text], [...text], ...cuts];
}

describe("the grammar of server-sent events", () => {
  test.each<[string, string, unknown[]]>([
    ["data", "data: x\n\n", [{ data: "x" }]],
    ["without the space", "data:x\n\n", [{ data: "x" }]],
    ["one space is taken away", "data:  x\n\n", [{ data: " x" }]],
    ["several lines", "data: x\ndata:\ndata: y\n\n", [{ data: "x\n\ny" }]],
    ["a field without a colon", "data\n\n", [{ data: "" }]],
    ["a value with a colon", "data: a: b\n\n", [{ data: "a: b" }]],
    ["CR, LF and CRLF", "data: a\r\rdata: b\r\n\r\ndata: c\n\n", [{ data: "a" }, { data: "b" }, { data: "c" }]],
    ["comments", ": hello\n\n:\ndata: x\n: y\n\n", [{ data: "x" }]],
    ["all fields", "event: e\nid: 7\nretry: 10\ndata: x\n\n", [{ data: "x", event: "e", id: "7", retry: 10 }]],
    ["an event without data is none", "event: ping\n\ndata: x\n\n", [{ data: "x" }]],
    ["what is no retry, no id, no field", "retry: 1s\nid: a\0b\nDATA: y\nfoo: z\ndata: x\n\n", [{ data: "x" }]],
    ["an event that is not ended is dropped", "data: x\n\ndata: y\n", [{ data: "x" }]],
    ["letters", "data: ä€\u2028\u{1f600}\n\n", [{ data: "ä€\u2028\u{1f600}" }]],
  ])("%s", (_what, text, want) => {
    for (const pieces of everyCut(text)) {
      expect(parsed(eventParser({ as: "json", eventData: "text" }), pieces)).toEqual(want);
    }
  });

  test.each<[string, Pick<ContentDescriptor, "as" | "eventData">, string, unknown[]]>([
    ["JSON of data", { as: "json" }, 'event: e\ndata: {"a":\ndata: 1}\n\n', [{ a: 1 }]],
    ["text of data", { as: "text" }, "data: 1\n\ndata: [DONE]\n\n", ["1", "[DONE]"]],
    ["[DONE] ends JSON", { as: "json" }, "data: 1\n\ndata: [DONE]\n\ndata: x\n\n", [1]],
    ["events with JSON", { as: "json", eventData: "json" }, "id: 1\ndata: [2]\n\n", [{ data: [2], id: "1" }]],
    [
      "JSON in some events",
      { as: "json", eventData: ["j"] },
      "data: 1\n\nevent: j\ndata: 1\n\nevent: k\ndata: 1\n\n",
      [{ data: "1" }, { data: 1, event: "j" }, { data: "1", event: "k" }],
    ],
    ["JSON or text", { as: "json", eventData: "either" }, "data: 1\n\ndata: x\n\n", [{ data: 1 }, { data: "x" }]],
  ])("items: %s", (_what, content, text, want) => {
    for (const pieces of everyCut(text)) expect(parsed(eventParser(content), pieces)).toEqual(want);
  });
});

test.each<[string, () => ItemParser, string, unknown[]]>([
  ["JSON lines", jsonLineParser, '{"a":1}\n\r\n [2] \r\n"x\\n"\n3', [{ a: 1 }, [2], "x\n", 3]],
  ["JSON lines without any", jsonLineParser, "\n", []],
  ["a JSON sequence", jsonRecordParser, '\u001e{"a":\n1}\n\u001e2\n\u001e\n\u001e"x"\n', [{ a: 1 }, 2, "x"]],
  ["a JSON sequence without separators", jsonRecordParser, "1\n", [1]],
])("%s, however it is cut", (_what, parser, text, want) => {
  for (const pieces of everyCut(text)) expect(parsed(parser(), pieces)).toEqual(want);
});

test("a record is handed over when its line ends, not when the next one begins", () => {
  const parser = jsonRecordParser();
  const taken = ["\u001e{", '"a":1}\n', "\u001e"].map((piece) => [...parser.take(piece)]);
  expect(taken).toEqual([[], [{ a: 1 }], []]);
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A response that sends these pieces; what follows the last is its end, an error, or nothing. */
function streamed(pieces: readonly (string | Uint8Array)[], then: "end" | "error" | "nothing" = "end") {
  const open = [...pieces];
  const seen = { cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = open.shift();
        if (next !== undefined) controller.enqueue(typeof next === "string" ? bytesOf(next) : next);
        else if (then === "end") controller.close();
        else if (then === "error") controller.error(Object.assign(new Error("with ?key=k"), { code: "ECONNRESET" }));
        else return new Promise<void>(() => {});
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return {
    seen,
    answer: () => new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } }),
  };
}

const events = operation({
  responses: {
    "200": {
      content: {
        "application/json": { as: "json" },
        "text/event-stream": { as: "json", stream: eventStream, plan: { properties: { token: "secret" } } },
      },
    },
  },
});

async function open(
  pieces: readonly (string | Uint8Array)[],
  then?: "end" | "error" | "nothing",
  options: Options = {},
) {
  const { seen, answer } = streamed(pieces, then);
  const { fetch, sent } = fakeFetch(() => answer());
  return { items: await request(events, { fetch, ...options }).execute(), seen, sent };
}

async function collected(items: AsyncIterable<unknown>, into: unknown[] = []): Promise<unknown[]> {
  for await (const item of items) into.push(item);
  return into;
}

describe("execute() with a stream", () => {
  test("resolves to the items, secrets wrapped, UTF-8 cut anywhere, a BOM dropped", async () => {
    const bytes = bytesOf('\ufeffdata: {"t":"ä€"}\n\ndata: {"token":"s"}\n\ndata: [DONE]\n\n');
    const { items, sent } = await open(
      Array.from(bytes, (byte) => new Uint8Array([byte])),
      "nothing",
    );
    const [first, second, ...rest] = await collected(items);
    expect(first).toEqual({ t: "ä€" });
    expect((second as { token: Secret }).token).toBeInstanceOf(Secret);
    expect(rest).toEqual([]);
    expect(sent[0]?.headers.accept).toBe("application/json, text/event-stream");
  });

  test("is data where JSON arrives", async () => {
    const { fetch } = fakeFetch([json({ a: 1 })]);
    expect(await request(events, { fetch }).execute()).toEqual({ a: 1 });
  });

  test("tryExecute and executeWithResponse give it, too", async () => {
    const answers = (): Response => streamed(["data: 1\n\n"]).answer();
    const { fetch } = fakeFetch(answers);
    const tried = await request(events, { fetch }).tryExecute();
    expect(tried.ok && (await collected(tried.data))).toEqual([1]);
    const full = await request(events, { fetch }).executeWithResponse();
    expect([full.status, full.response.headers.get("content-type"), await collected(full.data)]).toEqual([
      200,
      "text/event-stream; charset=utf-8",
      [1],
    ]);
  });

  test("leaving the loop lets go of the connection", async () => {
    const { items, seen } = await open(["data: 1\n\ndata: 2\n\n"], "nothing");
    for await (const item of items) {
      expect(item).toBe(1);
      break;
    }
    expect(seen.cancelled).toBe(true);
    expect(() => items[Symbol.asyncIterator]()).toThrow("walked once");
  });

  test("cancel() ends a loop that waits", async () => {
    const { items, seen } = await open(["data: 1\n\n"], "nothing");
    const walk = collected(items);
    setTimeout(() => items.cancel(), 10);
    expect(await walk).toEqual([1]);
    expect(seen.cancelled).toBe(true);
  });

  test("the caller's signal ends it, and lets go of the connection even between two items", async () => {
    const stop = new AbortController();
    const { answer, seen } = streamed(["data: 1\n\n"], "nothing");
    const { fetch } = fakeFetch(() => answer());
    const items = await request(events, { fetch }).execute({ signal: stop.signal });
    const got: unknown[] = [];
    const failure = await failureOf(
      (async () => {
        for await (const item of items) {
          got.push(item);
          stop.abort();
          expect(seen.cancelled).toBe(true);
        }
      })(),
    );
    expect(failure).toMatchObject({ code: "aborted", operation: "getThing" });
    expect(got).toEqual([1]);
  });

  test("the timeout is for the head and for each gap, not for the whole", async () => {
    const slow = new ReadableStream<Uint8Array>({
      async start(controller) {
        for (let at = 0; at < 4; at += 1) {
          await new Promise((done) => setTimeout(done, 40));
          controller.enqueue(bytesOf(`data: ${at}\n\n`));
        }
      },
    });
    const { fetch } = fakeFetch(() => new Response(slow, { headers: { "content-type": "text/event-stream" } }));
    const items = await request(events, { fetch, timeout: 120, deadline: 130 }).execute();
    const got: unknown[] = [];
    const failure = await failureOf(collected(items, got));
    expect(got).toEqual([0, 1, 2, 3]);
    expect(failure).toMatchObject({ code: "timeout", limit: "timeout", attempts: 1 });
    expect(failure.message).toBe("getThing: nothing more of the stream within its timeout of 120 ms");
  });

  test.each<[string, readonly (string | Uint8Array)[], "end" | "error", object, unknown[]]>([
    ["a lost connection", ["data: 1\n\n"], "error", { code: "connection_failed", reason: "ECONNRESET" }, [1]],
    ["what is no JSON", ["data: 1\n\n", "data: {\n\n"], "end", { code: "invalid_response", problem: "json" }, [1]],
    ["what is no JSON, in one piece", ["data: 1\n\ndata: {\n\n"], "end", { problem: "json" }, [1]],
    ["what is no UTF-8", [new Uint8Array([100, 255])], "end", { code: "invalid_response", problem: "encoding" }, []],
    ["half a character", [bytesOf("ä").slice(0, 1)], "end", { code: "invalid_response", problem: "encoding" }, []],
  ])("%s is a typed error, and is not tried again", async (_what, pieces, then, want, before) => {
    const { items, sent } = await open(pieces, then);
    const got: unknown[] = [];
    const failure = await failureOf(collected(items, got));
    expect(failure).toMatchObject({ ...want, operation: "getThing" });
    expect(failure.message).not.toContain("key=k");
    expect([got, sent.length]).toEqual([before, 1]);
  });

  test("an iterator that is no longer wanted lets go of the connection, begun or not, and while it waits", async () => {
    const unread = await open(["data: 1\n\n"], "nothing");
    const done = { value: undefined, done: true };
    expect(await unread.items[Symbol.asyncIterator]().return()).toEqual(done);
    expect(unread.seen.cancelled).toBe(true);

    const { items, seen } = await open(["data: 1\n\n"], "nothing");
    const iterator = items[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ value: 1, done: false });
    const waiting = iterator.next();
    expect(await iterator.return()).toEqual(done);
    expect([await waiting, seen.cancelled]).toEqual([done, true]);
  });

  test("cancel() ends a loop that is busy, whatever has arrived already", async () => {
    const { items, seen } = await open(["data: 1\n\ndata: 2\n\n"], "nothing");
    const got: unknown[] = [];
    for await (const item of items) {
      got.push(item);
      await items.cancel();
    }
    expect([got, seen.cancelled]).toEqual([[1], true]);
  });

  test("a loop that is busy when the signal aborts ends with the error, whatever has arrived already", async () => {
    const stop = new AbortController();
    const { fetch } = fakeFetch(() => streamed(["data: 1\n\ndata: 2\n\ndata: [DONE]\n\n"]).answer());
    const items = await request(events, { fetch }).execute({ signal: stop.signal });
    const got: unknown[] = [];
    const failure = await failureOf(
      (async () => {
        for await (const item of items) {
          got.push(item);
          stop.abort();
        }
      })(),
    );
    expect([got, failure.code]).toEqual([[1], "aborted"]);
  });

  test("another charset is refused, and the connection let go of", async () => {
    const { answer, seen } = streamed(["data: 1\n\n"], "nothing");
    const headers = { "content-type": "text/event-stream; charset=latin1" };
    const { fetch } = fakeFetch(() => new Response(answer().body, { headers }));
    expect(await failureOf(request(events, { fetch }).execute())).toMatchObject({ problem: "charset" });
    expect(seen.cancelled).toBe(true);
  });

  test("a failure before it is tried again as ever", async () => {
    const { answer } = streamed(["data: 1\n\n"]);
    const { fetch, sent } = fakeFetch([json({}, 503), answer]);
    expect(await collected(await request(events, { fetch }).execute())).toEqual([1]);
    expect(sent).toHaveLength(2);
  });

  test("a page of HTML is not a stream", async () => {
    const { fetch } = fakeFetch([json("<html>", 200, { "content-type": "text/html" })]);
    expect(await failureOf(request(events, { fetch }).execute())).toMatchObject({ problem: "content_type" });
  });

  test.each([
    ["application/jsonl", jsonLines, '{"a":1}\n{"a":2}'],
    ["application/json-seq", jsonRecords, '\u001e{"a":1}\n\u001e{"a":2}\n'],
  ])("%s", async (type, stream, text) => {
    const { fetch } = fakeFetch([new Response(text, { headers: { "content-type": type } })]);
    const rows = operation({ responses: { "200": { content: { [type]: { as: "json", stream } } } } });
    expect(await collected(await request(rows, { fetch }).execute())).toEqual([{ a: 1 }, { a: 2 }]);
  });
});
