import { expect, test } from "vitest";
import { emitDocs } from "../../../../generator/emit/docs/emit-docs.js";
import { operation, ref, sample, schema, text } from "./sample.js";

const hostile = "x `y` <script>alert(1)</script> | {{z}} [a](javascript:b) \u202e";

function pageOf(docs: ReturnType<typeof sample>, path: string): string {
  return emitDocs(docs).find((file) => file.path === path)?.text ?? "";
}

test("a package has its README, a page per tag that has operations, and a page per model", () => {
  const docs = sample(
    {
      tags: [
        { name: "Things", description: "" },
        { name: "Unused", description: "" },
      ],
    },
    { Thing: schema({ types: ["object"] }) },
  );
  expect(emitDocs(docs).map((file) => file.path)).toEqual(["README.md", "docs/ThingsApi.md", "docs/models/Thing.md"]);
});

test("without pages the README alone is written, and links to none", () => {
  const [only, ...others] = emitDocs({ ...sample({}, { Thing: schema({ types: ["object"] }) }), pages: false });
  expect(others).toEqual([]);
  expect(only?.text).not.toContain("](docs/");
});

test("pages are the same each time, end in one newline and have no carriage return", () => {
  const docs = sample();
  const [first, again] = [emitDocs(docs), emitDocs(docs)];
  expect(again).toEqual(first);
  for (const { text: page } of first) expect(page).toMatch(/^[^\r]*[^\n]\n$/);
});

test("no text of the document leaves its place", () => {
  const docs = sample(
    {
      title: hostile,
      description: hostile,
      tags: [{ name: "Things", description: hostile }],
      operations: [
        operation({
          summary: hostile,
          description: hostile,
          responses: [
            { place: text.place, status: "404", description: hostile, content: [], headers: [], rateLimit: null },
            {
              place: text.place,
              status: "200",
              description: hostile,
              content: [
                {
                  mediaType: "application/json",
                  as: "json",
                  schema: ref("Thing"),
                  unwrapFirst: false,
                  stream: null,
                  eventData: null,
                  encoding: new Map(),
                  example: undefined,
                },
              ],
              headers: [],
              rateLimit: null,
            },
          ],
        }),
      ],
    },
    {
      Thing: schema({
        types: ["object"],
        description: hostile,
        properties: [
          {
            name: hostile,
            required: true,
            schema: schema({ types: ["string"], description: hostile, default: hostile }),
          },
        ],
      }),
    },
  );
  for (const { text: page } of emitDocs(docs)) {
    // Code shows the text exactly; only prose can do harm.
    const prose = page.replace(/^```[\s\S]*?^```$/gm, "").replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
    expect(prose).not.toMatch(/(?<!\\)<script/);
    expect(prose).not.toMatch(/(?<!\\)\[a\]\(javascript/);
    expect(page).not.toContain("\u202e");
    for (const row of page.split("\n").filter((line) => line.startsWith("| `"))) {
      expect(row.replaceAll("\\|", "").split("|").length).toBeGreaterThan(3);
    }
  }
});

test("a deprecated operation and its vendor's note are told where a reader looks first", () => {
  const docs = sample({
    tags: [{ name: "Things", description: "Deprecated by the vendor in favour of stuff." }],
    operations: [operation({ deprecated: true })],
  });
  expect(pageOf(docs, "README.md")).toContain("Deprecated by the vendor in favour of stuff.");
  expect(pageOf(docs, "README.md")).toContain("| Lists things **Deprecated.** |");
  expect(pageOf(docs, "docs/ThingsApi.md")).toContain("\n**Deprecated.**\n");
});

test("sections that an API has no use for are left out", () => {
  const readme = pageOf(sample(), "README.md");
  expect(readme).not.toContain("## Pagination");
  expect(readme).not.toContain("## Token-minting outcomes");
  expect(readme).toContain("The API needs no credentials.");
});
