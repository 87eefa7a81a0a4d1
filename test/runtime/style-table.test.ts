import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { InvalidParameterError } from "../../templates/runtime/errors.js";
import { importPackage } from "../generator/import-package.js";
import { folderWith, json as jsonOf, root, specOf } from "../generator/support.js";
import { fakeFetch, operation, request } from "./harness.js";
import { stylePage } from "./style-page.js";
import { type Cell, cases, notSent, refused, type StyledParameter, styleRows, type Want } from "./style-table.js";

const cells: readonly Cell[] = [...styleRows.flatMap((row) => row.cells), ...[...cases.values()].flat()];
const table = cells.map((cell, index) => {
  const { parameter, value, want } = cell;
  const { schema: _schema, required: _required, ...shown } = parameter;
  const title = `${JSON.stringify(shown)} of ${JSON.stringify(value)} → ${String(want)}`;
  return { title, cell, index };
});

interface Sent {
  readonly url: string;
  readonly headers: Headers;
}

/** The bytes of the parameter in a request. */
function bytesOf(place: StyledParameter["in"], { url, headers }: Sent): Want {
  if (place === "path") return url.slice(url.indexOf("/x/") + 3);
  if (place === "header") return headers.get("color") ?? notSent;
  if (place === "cookie") return headers.get("cookie") ?? notSent;
  const start = url.indexOf("?");
  return start < 0 ? notSent : url.slice(start + 1);
}

async function outcomeOf(place: StyledParameter["in"], send: () => Promise<Sent>): Promise<Want> {
  try {
    return bytesOf(place, await send());
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === codeOfRefusal) return refused;
    throw error;
  }
}

const codeOfRefusal = new InvalidParameterError("a", "b", { operation: "c" }).code;

describe("the runtime", () => {
  test.each(table)("$title", async ({ cell: { parameter, value, want } }) => {
    const { in: place, required, style, explode, allowReserved, allowEmptyValue, schema, content } = parameter;
    const [contentType] = Object.keys(content ?? {});
    const shape = place !== "path" ? undefined : (schema as { type?: unknown } | undefined)?.type;
    const descriptor = {
      name: "color",
      ...(style !== undefined && { style }),
      ...(explode !== undefined && { explode }),
      ...(contentType !== undefined && { contentType }),
      ...(allowReserved && { allowReserved }),
      ...(allowEmptyValue && { allowEmpty: true }),
      ...(required && place !== "path" && { required }),
      ...((shape === "array" || shape === "object") && { shape }),
    };
    const described = operation(
      place === "path"
        ? { path: ["/x/", descriptor as never] }
        : { parameters: [{ in: place, ...descriptor } as never] },
    );
    const sent = await outcomeOf(place, async () => {
      if (place === "path") return request(described, {}, { color: value }).toRequest();
      return request(described).with("color", value).toRequest();
    });
    expect(sent).toBe(want);
  });
});

type Callable = (...parameters: readonly unknown[]) => Record<string, Callable>;

describe("a generated package", () => {
  let client: Record<string, Callable>;
  let sent: Sent[];

  beforeAll(async () => {
    const paths = cells.map(({ parameter }, index) => {
      const path = parameter.in === "path" ? `/${index}/x/{color}` : `/${index}`;
      const responses = { "204": { description: "" } };
      const named = { name: "color", ...parameter };
      return [path, { get: { operationId: `cell${index}`, tags: ["Cells"], parameters: [named], responses } }];
    });
    const servers = [{ url: "https://api.example.test" }];
    const document = specOf({ openapi: "3.2.0", servers, paths: Object.fromEntries(paths) });
    const folder = folderWith({ "spec.json": jsonOf(document) });
    const { TestClient } = (await importPackage(join(folder, "spec.json"))) as {
      TestClient: new (options: object) => { cells: Record<string, Callable> };
    };
    const capture = fakeFetch(() => new Response(null, { status: 204 }));
    client = new TestClient({ fetch: capture.fetch }).cells;
    sent = capture.sent as unknown as Sent[];
  });

  test.each(table)("$title", async ({ cell: { parameter, value, want }, index }) => {
    const result = await outcomeOf(parameter.in, async () => {
      const isPath = parameter.in === "path";
      const made = isPath ? client[`cell${index}`]?.(value) : client[`cell${index}`]?.();
      await (isPath ? made : made?.color?.(value))?.execute?.();
      const last = sent.at(-1);
      if (last === undefined) throw new Error("nothing was sent");
      return { url: last.url, headers: new Headers(last.headers) };
    });
    expect(result).toBe(want);
  });
});

test("docs/parameter-styles.md says what these tables say (UPDATE_GOLDEN=1 rewrites it)", () => {
  const path = join(root, "docs/parameter-styles.md");
  const page = stylePage();
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, page);
  expect(page).toBe(readFileSync(path, "utf8").replaceAll("\r\n", "\n"));
});
