import { describe, expect, test } from "vitest";
import type { ContentDescriptor } from "../../templates/runtime/descriptor.js";
import { multipartBody } from "../../templates/runtime/multipart-body.js";
import { Secret } from "../../templates/runtime/secret.js";
import { failureOf, fakeFetch, json, operation, request } from "./harness.js";

const file = { properties: { file: "file", files: { items: "file" } } } as const;

function descriptorOf(mediaType: string, content: Partial<ContentDescriptor>) {
  const body = { key: "body", required: true as const, content: { [mediaType]: { as: multipartBody, ...content } } };
  return operation({ method: "POST", body });
}

async function textOf(body: unknown): Promise<string> {
  return new TextDecoder("latin1").decode(await new Response(body as Blob).arrayBuffer());
}

/** The body with its boundary written as B. */
async function bodyOf(value: unknown, content: Partial<ContentDescriptor> = {}, type = "multipart/form-data") {
  const { fetch, sent } = fakeFetch([json({})]);
  await request(descriptorOf(type, content), { fetch }).with("body", value).execute();
  const contentType = sent[0]?.headers["content-type"] ?? "";
  const boundary = /boundary=([\w-]+)/.exec(contentType)?.[1] ?? "";
  expect(boundary).toMatch(/^form-[0-9a-f]{36}$/);
  const text = await textOf(sent[0]?.body);
  return { contentType: contentType.replace(boundary, "B"), text: text.replaceAll(boundary, "B") };
}

function part(head: string, content: string): string {
  return `--B\r\n${head}\r\n\r\n${content}\r\n`;
}

const named = 'Content-Disposition: form-data; name="a"';
const aFile = 'Content-Disposition: form-data; name="file"; filename=';

describe("parts of multipart/form-data", () => {
  test.each<[string, unknown, string]>([
    ["a text has no type", { a: "x\r\ny\n" }, part(named, "x\r\ny\n")],
    ["numbers and booleans", { a: [1, true] }, part(named, "1") + part(named, "true")],
    ["an object is JSON", { a: { b: [1] } }, part(`${named}\r\nContent-Type: application/json`, '{"b":[1]}')],
    ["undefined and null are left out", { a: undefined, b: null }, ""],
    ["secrets are revealed", { a: new Secret("s") }, part(named, "s")],
    [
      "bytes are a file",
      { file: new Uint8Array([0, 255, 13]) },
      part(`${aFile}"blob"\r\nContent-Type: application/octet-stream`, "\0ÿ\r"),
    ],
    [
      "text is a file where one is documented",
      { file: "{}" },
      part(`${aFile}"blob"\r\nContent-Type: application/octet-stream`, "{}"),
    ],
    [
      "a name and a type",
      { file: { data: "a,b", filename: "t.csv", contentType: "text/csv; header=present" } },
      part(`${aFile}"t.csv"\r\nContent-Type: text/csv; header=present`, "a,b"),
    ],
    [
      "a File has its own",
      { file: new File(["x"], "own.txt", { type: "text/plain" }) },
      part(`${aFile}"own.txt"\r\nContent-Type: text/plain`, "x"),
    ],
    [
      "a Blob with another name",
      { file: { data: new Blob(["x"], { type: "text/plain" }), filename: "n" } },
      part(`${aFile}"n"\r\nContent-Type: text/plain`, "x"),
    ],
    [
      "several files of one name",
      { files: [new Uint8Array([65]).buffer, { data: new Uint8Array([66]), filename: "b" }] },
      part(
        'Content-Disposition: form-data; name="files"; filename="blob"\r\nContent-Type: application/octet-stream',
        "A",
      ) +
        part(
          'Content-Disposition: form-data; name="files"; filename="b"\r\nContent-Type: application/octet-stream',
          "B",
        ),
    ],
    [
      "names and filenames are escaped as browsers do",
      { 'a"\r\n\\ä': "x", file: { data: "", filename: 'q"\r\nx-evil: 1' } },
      part('Content-Disposition: form-data; name="a%22%0D%0A\\Ã¤"', "x") +
        part(`${aFile}"q%22%0D%0Ax-evil: 1"\r\nContent-Type: application/octet-stream`, ""),
    ],
    [
      "an object with data is an object where no file is documented",
      { a: { data: "x" } },
      part(`${named}\r\nContent-Type: application/json`, '{"data":"x"}'),
    ],
  ])("%s", async (_what, given, want) => {
    const { text, contentType } = await bodyOf(given, { plan: file });
    expect(contentType).toBe("multipart/form-data; boundary=B");
    expect(text).toBe(`${want}--B--\r\n`);
  });

  test.each<[string, NonNullable<ContentDescriptor["encoding"]>, unknown, string]>([
    [
      "a type",
      { a: { contentType: "text/markdown" } },
      { a: "x" },
      part(`${named}\r\nContent-Type: text/markdown`, "x"),
    ],
    [
      "JSON",
      { a: { contentType: "application/json" } },
      { a: "x" },
      part(`${named}\r\nContent-Type: application/json`, '"x"'),
    ],
    [
      "the first of a list",
      { file: { contentType: "image/png, image/jpeg" } },
      { file: "x" },
      part(`${aFile}"blob"\r\nContent-Type: image/png`, "x"),
    ],
    [
      "a range says nothing",
      { file: { contentType: "image/*" } },
      { file: "x" },
      part(`${aFile}"blob"\r\nContent-Type: application/octet-stream`, "x"),
    ],
    [
      "deepObject",
      { a: { style: "deepObject" } },
      { a: { b: 1 } },
      part('Content-Disposition: form-data; name="a[b]"', "1"),
    ],
  ])("an encoding: %s", async (_what, encoding, given, want) => {
    expect((await bodyOf(given, { plan: file, encoding })).text).toBe(`${want}--B--\r\n`);
  });
});

test("other kinds of multipart have parts in their order, without names", async () => {
  const given = { meta: { a: 1 }, note: "x", file: { data: "y", contentType: "image/png" } };
  const { contentType, text } = await bodyOf(given, { plan: file }, "multipart/related");
  expect(contentType).toBe('multipart/related; boundary=B; type="application/json"');
  expect(text).toBe(
    `${part("Content-Type: application/json", '{"a":1}')}${part("Content-Type: text/plain", "x")}` +
      `${part("Content-Type: image/png", "y")}--B--\r\n`,
  );
});

test("the type of the root of multipart/related has no parameters", async () => {
  const content = { encoding: { a: { contentType: 'text/xml; charset="utf-8"' } } };
  const { contentType } = await bodyOf({ a: "<x/>" }, content, "multipart/related");
  expect(contentType).toBe('multipart/related; boundary=B; type="text/xml"');
});

test("a body is the same at every attempt, and another boundary the next time", async () => {
  for (const value of [{ file: "x" }, { file: new Blob(["x"]) }]) {
    const { fetch, sent } = fakeFetch([json({}, 429, { "retry-after": "0.01" }), json({}), json({})]);
    const upload = request(descriptorOf("multipart/form-data", { plan: file }), { fetch }).with("body", value);
    await upload.execute();
    await upload.execute();
    const [first, second, third] = await Promise.all(sent.map(({ body }) => textOf(body)));
    expect(first).toBe(second);
    expect(third).not.toBe(second);
    expect(sent[0]?.headers["content-type"]).not.toBe(sent[2]?.headers["content-type"]);
  }
});

test("toRequest and middleware see the body as it is sent", async () => {
  const { fetch, sent } = fakeFetch([json({})]);
  const upload = request(descriptorOf("multipart/form-data", { plan: file }), {
    fetch,
    middleware: (r, next) => next(r),
  });
  const form = await upload
    .with("body", { file: new Blob(["x"]), a: "ä" })
    .toRequest()
    .formData();
  expect(form.get("a")).toBe("ä");
  expect(await (form.get("file") as File).text()).toBe("x");
  await upload.with("body", { a: "y" }).execute();
  expect(await textOf(sent[0]?.body)).toContain("\r\n\r\ny\r\n");
});

test.each<[string, unknown, string]>([
  ["no object", "x", "body must be an object"],
  ["a file without content", { file: { data: 1 } }, "body.file.data must be a string, Uint8Array, ArrayBuffer or Blob"],
  [
    "a stream",
    { file: new ReadableStream() },
    "body.file must be a string, Uint8Array, ArrayBuffer or Blob: read the stream first",
  ],
  [
    "a promise of a file",
    { file: Promise.resolve("x") },
    "body.file is a collection, buffer, file, stream or promise, which JSON cannot hold",
  ],
  ["a filename that is no text", { file: { data: "", filename: 1 } }, "body.file.filename must be a string"],
  [
    "a content type with a line break",
    { file: { data: "", contentType: "text/plain\r\nx: y" } },
    "body.file.contentType must be a media type such as image/png",
  ],
])("%s is refused before anything is sent", async (_what, given, want) => {
  const failure = await failureOf(bodyOf(given, { plan: file }));
  expect(failure).toMatchObject({ code: "invalid_parameter", message: `getThing: ${want}` });
});
