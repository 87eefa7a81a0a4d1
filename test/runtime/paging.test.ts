import { describe, expect, it } from "vitest";
import { Core } from "../../templates/runtime/core.js";
import type { OperationDescriptor, PaginationDescriptor } from "../../templates/runtime/descriptor.js";
import { nextLink } from "../../templates/runtime/link-header.js";
import { api, failureOf, fakeFetch, json, type Options, operation, TestPages } from "./harness.js";

const parameters: OperationDescriptor["parameters"] = [
  { in: "query", name: "page" },
  { in: "query", name: "cursor" },
  { in: "query", name: "offset" },
  { in: "query", name: "sort", required: true, value: "a" },
  { in: "header", name: "X-V", key: "version", required: true, value: "1" },
];
const pages = (pagination: PaginationDescriptor, options: Options): TestPages =>
  new TestPages(new Core(api, options), operation({ parameters, pagination, security: [{ key: [] }, {}] }));

async function collect(
  items: AsyncIterable<unknown>,
): Promise<{ items: unknown[]; error?: Error & { cursor?: unknown; problem?: string } }> {
  const seen: unknown[] = [];
  try {
    for await (const item of items) seen.push(item);
    return { items: seen };
  } catch (error) {
    return { items: seen, error: error as Error };
  }
}

describe("cursor", () => {
  const plain: PaginationDescriptor = { kind: "cursor", items: "/list", next: "/meta/next", parameter: "cursor" };
  const walk = async (
    nexts: unknown[],
    pagination = plain,
    change = (made: TestPages): TestPages => made,
  ): Promise<Awaited<ReturnType<typeof collect>> & { urls: string[]; headers: unknown[] }> => {
    const { fetch, sent } = fakeFetch(nexts.map((next, index) => json({ list: [index], meta: { next } })));
    const result = await collect(change(pages(pagination, { fetch, retry: false })));
    return {
      ...result,
      urls: sent.map(({ url }) => url.split("?")[1] ?? ""),
      headers: sent.map(({ headers }) => headers["x-v"]),
    };
  };

  it.each([[null], [undefined], [""]])("ends at %j", async (end) => {
    expect(await walk(["c&1", end])).toMatchObject({ items: [0, 1], urls: ["sort=a", "cursor=c%261&sort=a"] });
  });

  it("travels alone when exclusive, with the headers", async () => {
    expect(await walk(["x", null], { ...plain, exclusive: true })).toMatchObject({
      urls: ["sort=a", "cursor=x"],
      headers: ["1", "1"],
    });
    expect(await walk([null], { ...plain, exclusive: true }, (made) => made.with("cursor", "mine"))).toMatchObject({
      urls: ["cursor=mine"],
    });
  });

  it("is only ever a value", async () => {
    expect(await walk(["https://evil.test/", null])).toMatchObject({
      urls: ["sort=a", "cursor=https%3A%2F%2Fevil.test%2F&sort=a"],
    });
  });

  it.each([[{ a: 1 }], [true], [[]], ["x".repeat(10_000)]])(
    "refuses %j, after the items that arrived",
    async (next) => {
      expect(await walk([next])).toMatchObject({ items: [0], error: { code: "invalid_response", problem: "page" } });
    },
  );

  it("detects loops and says where it was", async () => {
    expect(await walk(["a", "b", "a"])).toMatchObject({ items: [0, 1, 2], error: { problem: "page", cursor: "b" } });
  });

  it("yields repeated items as they are, and pages as data", async () => {
    const { fetch } = fakeFetch([json({ list: [1], meta: { next: "x" } }), json({ list: [1] })]);
    expect(await collect(pages(plain, { fetch }))).toEqual({ items: [1, 1] });
    const again = fakeFetch([json({ list: [1], meta: { next: "x" } }), json({ list: [2] })]);
    const made = pages(plain, { fetch: again.fetch }).pages();
    expect((await collect(made)).items).toEqual([{ list: [1], meta: { next: "x" } }, { list: [2] }]);
  });

  it.each([
    ["no items", json({})],
    ["items that are no array", json({ list: {} })],
    ["HTML", new Response("<html>", { headers: { "content-type": "text/html" } })],
    ["an error", json({}, 400)],
  ])("carries the cursor with %s", async (_name, second) => {
    const { fetch } = fakeFetch([json({ list: [1], meta: { next: "c1" } }), second]);
    expect(await collect(pages(plain, { fetch }))).toMatchObject({ items: [1], error: { cursor: "c1" } });
  });

  it("rejects at the first step without a required parameter", async () => {
    const made = new TestPages(
      new Core(api),
      operation({ parameters: [{ in: "query", name: "q", required: true }], pagination: plain }),
    );
    expect(await failureOf(made[Symbol.asyncIterator]().next())).toMatchObject({
      code: "missing_parameter",
      parameter: "q",
    });
  });
});

describe("link", () => {
  const headers: [string, string | undefined | null][] = [
    ['<https://a.test/x?after=1>; rel="next"', "https://a.test/x?after=1"],
    ["<?after=x>; rel=next", "?after=x"],
    ['<https://a.test/?a=1,2>; title="a, b; rel=\\"x"; REL="prev NEXT"', "https://a.test/?a=1,2"],
    ['<https://a.test/1>; rel="self", <https://a.test/2>; rel="next"', "https://a.test/2"],
    ['</a>;rel="self",</b>;rel=next', "/b"],
    ['</a>; rel="self"', undefined],
    ["</a>; crossorigin; rel=next ,", "/a"],
    ["", undefined],
    ["garbage", null],
    ['</a>; rel="next', null],
  ];
  it.each(headers)("parses %s", (header, want) => expect(nextLink(header)).toBe(want));

  it("parses hostile headers in linear time", () => {
    const before = performance.now();
    nextLink(`</a>${"; a".repeat(20_000)}"`);
    nextLink(`</a>${" ;".repeat(20_000)}`);
    nextLink(`</a>${" ".repeat(40_000)}x`);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  const link = (target: string): Response => json([1], 200, { link: `<${target}>; rel="next"` });
  const walk = async (...answers: Response[]) => {
    const { fetch, sent } = fakeFetch(answers);
    const result = await collect(pages({ kind: "link", items: "" }, { fetch, auth: { key: "key-7" } }));
    return { ...result, urls: sent.map(({ url }) => url) };
  };

  it("follows on the same server with the credentials, and never twice", async () => {
    const { items, urls, error } = await walk(
      link("?after=2&api-key=key-7"),
      link("https://api.example.test/v1/things?after=3"),
      json([2]),
    );
    expect(error).toBeUndefined();
    expect(items).toEqual([1, 1, 2]);
    expect(urls).toEqual(
      ["sort=a", "after=2", "after=3"].map((query) => `https://api.example.test/v1/things?${query}&api-key=key-7`),
    );
  });

  it.each([
    "https://evil.test/x",
    "https://api.example.test@evil.test/",
    "https://u@api.example.test/",
    "//evil.test/x",
    "http://api.example.test/v1",
    "javascript:1",
    "https://api.example.test:444/",
  ])("refuses %s", async (target) => {
    const { items, urls, error } = await walk(link(target));
    expect(items).toEqual([1]);
    expect(urls.length).toBe(1);
    expect(error).toMatchObject({ problem: "page" });
  });

  it("detects a page that leads to itself, and headers that cannot be read", async () => {
    expect((await walk(link("?sort=a"))).urls.length).toBe(1);
    expect((await walk(link("?after=1"), link("?after=1&api-key=key-7"))).error).toMatchObject({
      cursor: "https://api.example.test/v1/things?after=1",
    });
    expect((await walk(json([1], 200, { link: "garbage" }))).error).toMatchObject({ problem: "page" });
  });
});

describe("offset", () => {
  const offset: PaginationDescriptor = {
    kind: "offset",
    items: "/items",
    parameter: "offset",
    limitParameter: "limit",
    total: "/total",
  };
  const walk = async (
    answers: Response[],
    pagination: PaginationDescriptor = offset,
    change = (made: TestPages): TestPages => made,
  ) => {
    const { fetch, sent } = fakeFetch(answers);
    const result = await collect(change(pages(pagination, { fetch })));
    return { ...result, offsets: sent.map(({ url }) => new URL(url).searchParams.get("offset")) };
  };

  it("moves by what arrived until the total", async () => {
    expect(await walk([json({ items: [1, 2], total: 3 }), json({ items: [3], total: 3 })])).toMatchObject({
      items: [1, 2, 3],
      offsets: [null, "2"],
    });
    expect(await walk([json({ items: [9], total: 5 })], offset, (made) => made.with("offset", 4))).toMatchObject({
      items: [9],
      offsets: ["4"],
    });
  });

  it("ends at an empty page where the total is unknown or nonsense", async () => {
    expect(await walk([json({ items: [1], total: "many" }), json({ items: [] })])).toMatchObject({
      items: [1],
      offsets: [null, "1"],
    });
  });

  it("detects a server that ignores the offset", async () => {
    const result = await walk([json({ items: [{ id: 1 }] })]);
    expect(result.items).toEqual([{ id: 1 }]);
    expect(result.error).toMatchObject({ problem: "page", cursor: 1 });
  });
});

describe("page", () => {
  const page: PaginationDescriptor = { kind: "page", items: "/items", parameter: "page" };
  const walk = async (
    answers: object[],
    more: object = {},
    set?: unknown,
  ): Promise<Awaited<ReturnType<typeof collect>> & { numbers: (string | null)[] }> => {
    const { fetch, sent } = fakeFetch(answers.map((answer) => json(answer)));
    const made = pages({ ...page, ...more }, { fetch });
    const result = await collect(set === undefined ? made : made.with("page", set));
    return { ...result, numbers: sent.map(({ url }) => new URL(url).searchParams.get("page")) };
  };
  const of = (items: unknown[], more: object = {}): object => ({ items, ...more });

  it.each<[string, object[], object, unknown, unknown[], (string | null)[]]>([
    ["an empty page ends", [of([1, 2]), of([3]), of([])], {}, undefined, [1, 2, 3], [null, "2", "3"]],
    ["counting from 0", [of([1]), of([])], { start: 0 }, undefined, [1], [null, "1"]],
    ["from where the caller says", [of([1]), of([])], {}, 5, [1], ["5", "6"]],
    ["from where the caller says, as text", [of([1]), of([])], {}, "5", [1], ["5", "6"]],
    ["the total ends", [of([1, 2], { n: 3 }), of([3], { n: 3 })], { total: "/n" }, undefined, [1, 2, 3], [null, "2"]],
    ["the total of a later start does not", [of([1], { n: 1 }), of([])], { total: "/n" }, 2, [1], ["2", "3"]],
    ["the pages end", [of([1], { n: 2 }), of([2], { n: 2 })], { totalPages: "/n" }, undefined, [1, 2], [null, "2"]],
    ["the pages end a later start", [of([1], { n: 3 })], { totalPages: "/n" }, 3, [1], ["3"]],
    ["pages from 0 end", [of([1], { n: 1 })], { totalPages: "/n", start: 0 }, undefined, [1], [null]],
    [
      "nonsense is no total",
      [of([1], { n: "1" }), of([])],
      { total: "/n", totalPages: "/n" },
      undefined,
      [1],
      [null, "2"],
    ],
  ])("%s", async (_what, answers, more, set, items, numbers) => {
    const result = await walk(answers, more, set);
    expect(result).toMatchObject({ items, numbers });
    expect(result.error).toBeUndefined();
  });

  it("detects a server that ignores the number", async () => {
    const result = await walk([of([{ id: 1 }])]);
    expect(result.items).toEqual([{ id: 1 }]);
    expect(result.error).toMatchObject({ problem: "page", cursor: 2 });
  });

  it("carries the number of the page that failed", async () => {
    expect(await walk([of([1]), {}])).toMatchObject({ items: [1], error: { problem: "page", cursor: 2 } });
  });
});

describe("url", () => {
  const url: PaginationDescriptor = { kind: "url", items: "/items", next: "/links/next" };
  const walk = async (nexts: unknown[]) => {
    const { fetch, sent } = fakeFetch(nexts.map((next, index) => json({ items: [index], links: { next } })));
    const result = await collect(pages(url, { fetch, auth: { key: "key-7" } }));
    return { ...result, urls: sent.map((one) => one.url) };
  };

  it.each([[null], [undefined], [""]])("ends at %j", async (end) => {
    expect(await walk([end])).toMatchObject({ items: [0], urls: [expect.stringContaining("sort=a")] });
  });

  it("follows absolute and relative ones on the same server, with the credentials, and never twice", async () => {
    const { items, urls, error } = await walk([
      "https://api.example.test/v1/things?after=2&api-key=key-7#x",
      "?after=3&api%2Dkey=key-7",
      "/v1/other?after=4",
      null,
    ]);
    expect(error).toBeUndefined();
    expect(items).toEqual([0, 1, 2, 3]);
    expect(urls.map((one) => one.replace("https://api.example.test", ""))).toEqual(
      ["things?sort=a", "things?after=2", "things?after=3", "other?after=4"].map((one) => `/v1/${one}&api-key=key-7`),
    );
  });

  it.each([
    "https://evil.test/x",
    "https://api.example.test@evil.test/",
    "//evil.test/x",
    "http://api.example.test/v1",
    "javascript:1",
    "https://u:p@api.example.test/",
    `/${"x".repeat(10_000)}`,
    5,
    true,
    { href: "/x" },
  ])("refuses %j, after the items that arrived", async (next) => {
    const { items, urls, error } = await walk([next]);
    expect([items, urls.length]).toEqual([[0], 1]);
    expect(error).toMatchObject({ problem: "page", message: expect.not.stringContaining("evil") });
  });

  it("detects loops", async () => {
    expect(await walk(["?a=1", "?a=2", "?a=1"])).toMatchObject({
      items: [0, 1, 2],
      error: { problem: "page", cursor: "https://api.example.test/v1/things?a=2" },
    });
  });
});
