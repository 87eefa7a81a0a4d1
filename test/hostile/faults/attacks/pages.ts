import { expect } from "vitest";
import { Core } from "../../../../templates/runtime/core.js";
import type { ApiDescriptor, PaginationDescriptor } from "../../../../templates/runtime/descriptor.js";
import { operation, TestPages } from "../../../runtime/harness.js";
import { startRawServer } from "../raw-server.js";
import { type Failure, type Interpreter, reply } from "./attack.js";

const described: ApiDescriptor = {
  userAgent: "hostile",
  servers: [],
  securitySchemes: {
    token: { kind: "apiKey", in: "header", name: "X-Api-Key" },
    key: { kind: "apiKey", in: "query", name: "api-key" },
  },
};

const link: PaginationDescriptor = { kind: "link", items: "" };
const cursor: PaginationDescriptor = {
  kind: "cursor",
  items: "/items",
  next: "/nextPageKey",
  parameter: "nextPageKey",
};
const url: PaginationDescriptor = { kind: "url", items: "/items", next: "/_links/next/href" };
const page: PaginationDescriptor = { kind: "page", items: "", parameter: "page" };

/** One walk: how pages are found, what each of them is, and what comes of it. */
interface Walk {
  readonly pagination: PaginationDescriptor;
  /** The first page, then the second: the last one stays. */
  readonly pages: readonly Buffer[];
  /** `error`: after as many items as the first page has; a text: a part of the second request's target. */
  readonly wanted: "error" | "end" | string;
  readonly items?: number;
}

interface Origins {
  readonly own: string;
  readonly evil: string;
}

const last = reply('[{"id":"2"}]');
const lastItems = reply('{"items":[{"id":"2"}]}');

const fromLink = (text: string, wanted: Walk["wanted"]): Walk => ({
  pagination: link,
  pages: [reply('[{"id":"1"}]', [text]), last],
  wanted,
});

const fromCursor = (json: string, wanted: Walk["wanted"]): Walk => ({
  pagination: cursor,
  pages: [reply(`{"items":[{"id":"1"}],"nextPageKey":${json}}`), lastItems],
  wanted,
});

/** What the file's own words stand for. */
function walkOf(response: string, want: string, { own, evil }: Origins): Walk {
  const wanted = /^error/.test(want) ? "error" : /^end/.test(want) ? "end" : "followed";
  const placed = response
    .replaceAll("https://evil.test", evil)
    .replaceAll("https://a.test", own)
    .replaceAll("evil.test", evil.slice(7));
  switch (response) {
    case 'Link: <…a,b…>; rel="next" (comma inside URL)':
      return fromLink('Link: </api/v1/logs?after=a,b>; rel="next"', "/api/v1/logs?after=a,b");
    case "Link: garbage":
      return fromLink("Link: garbage", "error");
    case "next equals the current URL":
      return { pagination: link, pages: [reply('[{"id":"1"}]', ['Link: </logs>; rel="next"'])], wanted: "error" };
    case "nextPageKey of 1 MB":
      return fromCursor(JSON.stringify("x".repeat(1 << 20)), "error");
    case 'X-Page-Total: -1 / 1e9 / "abc"':
      return {
        pagination: page,
        pages: [
          reply('[{"id":"1"}]', ["X-Page-Total: 1000000000", "X-Page-Count: -1", 'X-Total: "abc"']),
          last,
          reply("[]"),
        ],
        wanted: "page=2",
      };
    case "item repeated across pages":
      return {
        pagination: cursor,
        pages: [
          reply('{"items":[{"id":"1"},{"id":"2"}],"nextPageKey":"b"}'),
          reply('{"items":[{"id":"2"},{"id":"1"}]}'),
        ],
        wanted: "nextPageKey=b",
        items: 4,
      };
    case "next page has another content type (HTML login)":
      return {
        pagination: cursor,
        pages: [reply('{"items":[{"id":"1"}],"nextPageKey":"b"}'), reply("<html>", ["Content-Type: text/html"])],
        wanted: "error",
      };
    case "items missing":
      return { pagination: cursor, pages: [reply('{"nextPageKey":"b"}')], wanted: "error", items: 0 };
  }
  if (placed.startsWith("Link: ")) {
    const target = /<([^>]*)>/.exec(placed)?.[1] ?? "";
    return fromLink(placed, wanted === "followed" ? target.replace(own, "") : wanted);
  }
  if (placed.startsWith("nextPageKey: ")) {
    const json = placed.slice("nextPageKey: ".length).trim();
    return fromCursor(
      json,
      /only as a query value/.test(want) ? `nextPageKey=${encodeURIComponent(String(JSON.parse(json)))}` : wanted,
    );
  }
  if (placed.startsWith("_links.next.href: ")) {
    const href = placed.slice("_links.next.href: ".length);
    return {
      pagination: url,
      pages: [reply(`{"items":[{"id":"1"}],"_links":{"next":{"href":${href}}}}`), lastItems],
      wanted,
    };
  }
  throw new Error(`nobody knows what to do about ${JSON.stringify(response)}`);
}

/** Next pages: on the server of the first, read for what they are, and never without end. */
export const pagination: Interpreter = async ({ given, expect: want }) => {
  const evil = await startRawServer({}, "127.0.0.2");
  let walk: Walk | undefined;
  const server = await startRawServer({
    answer: (socket, _, nth) => void socket.write(walk?.pages[Math.min(nth, walk.pages.length - 1)] ?? ""),
  });
  try {
    walk = walkOf(String(given.response), want, { own: server.url, evil: evil.url });
    const core = new Core(described, {
      server: server.url,
      auth: { token: "canary-token", key: "canary-key" },
      retry: false,
    });
    const descriptor = operation({
      path: ["/logs"],
      security: [{ token: [], key: [] }],
      pagination: walk.pagination,
      parameters: [
        { in: "query", name: "nextPageKey" },
        { in: "query", name: "page" },
      ],
    });
    const items: unknown[] = [];
    let error: Failure | undefined;
    try {
      for await (const item of new TestPages(core, descriptor, {})) items.push(item);
    } catch (thrown) {
      error = thrown as Failure;
    }
    expect(evil.connections()).toBe(0);
    if (walk.wanted === "error") {
      expect([error?.code, items.length]).toEqual(["invalid_response", walk.items ?? 1]);
      if (want.includes("cursor")) expect(error?.cursor).toBe("b");
      expect(JSON.stringify([error?.message, error])).not.toContain("canary");
      return;
    }
    expect(error).toBeUndefined();
    if (walk.wanted === "end") return expect([items.length, server.requests.length]).toEqual([1, 1]);
    expect(items.length).toBe(walk.items ?? 2);
    expect(server.requests[1]?.target).toContain(walk.wanted);
    expect(server.requests[1]?.headers).toContainEqual(["x-api-key", "canary-token"]);
  } finally {
    await Promise.all([server.stop(), evil.stop()]);
  }
};
