import { describe, expect, test } from "vitest";
import type { Api, Content, EventData, Schema } from "../../../generator/model/api.js";
import { resolved } from "../../../generator/model/schema-lookup.js";
import { apiOf, load, specWithOperation } from "../support.js";

const string = { type: "string" };
const object = { type: "object", properties: { a: string } };

function requestApi(content: object, schemas: object = {}, method = "post"): Api {
  return apiOf(specWithOperation({ method, requestBody: { content } }, { components: { schemas } }));
}

function responseApi(content: object, schemas: object = {}): Api {
  return apiOf(specWithOperation({ responses: { 200: { description: "", content } } }, { components: { schemas } }));
}

const loaded = (spec: object): ReturnType<typeof load> => load({ "spec.json": JSON.stringify(spec) });
const contentOf = (api: Api): readonly Content[] => api.operations[0]?.body?.content ?? [];
const responseOf = (api: Api): readonly Content[] => api.operations[0]?.responses[0]?.content ?? [];

describe("how a body is written and read", () => {
  test.each<[string, object | undefined, Content["as"], Content["as"]]>([
    ["application/json", undefined, "json", "json"],
    ["Application/Problem+JSON; charset=utf-8", undefined, "json", "json"],
    ["text/json", object, "json", "json"],
    ["text/plain", undefined, "text", "text"],
    ["text/xml", object, "text", "text"],
    ["application/sdp", string, "text", "text"],
    ["application/x-yaml", undefined, "text", "text"],
    ["application/pdf", string, "binary", "binary"],
    ["application/zip", undefined, "binary", "binary"],
    ["application/x-www-form-urlencoded", object, "form", "text"],
    ["multipart/form-data", object, "multipart", "binary"],
    ["*/*", object, "json", "json"],
    ["*/*", string, "text", "text"],
    ["*/*", { type: "string", format: "binary" }, "binary", "binary"],
    ["*/*", undefined, "binary", "json"],
    ["application/*", undefined, "binary", "binary"],
    ["image/*", undefined, "binary", "binary"],
  ])("%s of %j", (mediaType, schema, sent, received) => {
    const content = { [mediaType]: schema === undefined ? {} : { schema } };
    expect(contentOf(requestApi(content))[0]).toMatchObject({ mediaType, as: sent });
    expect(responseOf(responseApi(content))[0]).toMatchObject({ mediaType, as: received });
  });

  test.each<[string, Content["stream"], Content["stream"]]>([
    ["text/event-stream", null, "events"],
    ["application/jsonl", "lines", "lines"],
    ["application/x-ndjson", "lines", "lines"],
    ["application/json-seq", null, "records"],
    ["application/geo+json-seq", null, "records"],
    ["application/json", null, null],
  ])("%s is a sequence", (mediaType, sent, received) => {
    expect(contentOf(requestApi({ [mediaType]: {} }))[0]?.stream).toBe(sent);
    expect(responseOf(responseApi({ [mediaType]: {} }))[0]?.stream).toBe(received);
  });
});

describe("keys that are no single media type", () => {
  test.each<[string, readonly string[]]>([
    ["text/csv, text/comma-separated-values", ["text/csv", "text/comma-separated-values"]],
    ["text/csv,text/csv; header=present", ["text/csv", "text/csv; header=present"]],
    ['application/json; a="b, c"', ['application/json; a="b, c"']],
    ["json", []],
    ["", []],
    ["text/pl*in", []],
    ["application/json, json", []],
  ])("%j", (key, want) => {
    const { api, lines } = loaded(specWithOperation({ method: "post", requestBody: { content: { [key]: {} } } }));
    expect(api === null ? null : contentOf(api).map(({ mediaType }) => mediaType)).toEqual(want);
    expect(lines.some((line) => line.includes("warning OF1702"))).toBe(want.length === 0);
    expect(api?.skipped.length).toBe(want.length === 0 ? 1 : 0);
  });

  test("a type that stands twice is read once", () => {
    const api = requestApi({ "text/a, text/b": {}, "TEXT/B": {} });
    expect(contentOf(api).map(({ mediaType }) => mediaType)).toEqual(["text/a", "text/b"]);
    expect(api.skipped.map(({ reason }) => reason)).toEqual(["this media type stands here twice"]);
  });
});

test("an Encoding Object keeps what it says", () => {
  const encoding = {
    a: { contentType: "image/png, image/jpeg", headers: { "X-A": { schema: string } } },
    b: { style: "deepObject" },
    c: { explode: false },
    d: { allowReserved: true },
    e: {},
    f: { contentType: "text/plain\r\nx: y" },
  };
  const spec = specWithOperation({
    method: "post",
    requestBody: { content: { "multipart/form-data": { schema: object, encoding } } },
  });
  const { api, lines } = loaded(spec);
  const styled = { contentType: null, style: "form", explode: true, allowReserved: false };
  expect(api === null ? null : [...(contentOf(api)[0]?.encoding ?? [])]).toEqual([
    ["a", { contentType: "image/png, image/jpeg", style: null, explode: true, allowReserved: false }],
    ["b", { ...styled, style: "deepObject", explode: false }],
    ["c", { ...styled, explode: false }],
    ["d", { ...styled, allowReserved: true }],
  ]);
  expect(lines.filter((line) => line.includes("OF1704"))).toHaveLength(1);
  expect(api?.skipped.map(({ reason }) => reason)).toEqual(["headers of a part are not expressed"]);
});

describe("files of multipart bodies", () => {
  const picture = { type: ["string", "null"], format: "binary" };
  test.each<[string, object, boolean]>([
    ["format binary", { type: "string", format: "binary" }, true],
    ["a media type", { type: "string", contentMediaType: "image/png" }, true],
    ["a media type alone", { contentMediaType: "image/png" }, true],
    ["a model", { $ref: "#/components/schemas/Picture" }, true],
    ["an encoded string", { type: "string", contentMediaType: "image/png", contentEncoding: "base64" }, false],
    ["a string", string, false],
    ["JSON in a string", { type: "string", contentMediaType: "application/json" }, false],
  ])("%s", (_what, part, want) => {
    const schemas = {
      Picture: picture,
      Upload: { type: "object", properties: { part, list: { type: "array", items: part } } },
    };
    const ref = { schema: { $ref: "#/components/schemas/Upload" } };
    const isFile = (api: Api, schema: Schema | null | undefined): boolean =>
      schema !== null && schema !== undefined && resolved(schema, api.models).isFile;
    const parts = (api: Api): readonly boolean[] => {
      const upload = [...api.models.values()].find(({ name }) => name === "Upload")?.schema.properties ?? [];
      return [isFile(api, upload[0]?.schema), isFile(api, upload[1]?.schema.items)];
    };
    expect(parts(requestApi({ "multipart/form-data": ref }, schemas))).toEqual([want, want]);
    expect(parts(requestApi({ "application/json": ref }, schemas))).toEqual([false, false]);
  });
});

describe("items of event streams", () => {
  const json = { type: "string", contentMediaType: "application/json", contentSchema: object };
  const event = (name: string, data?: object): object => ({
    properties: { event: { const: name }, ...(data && { data }) },
  });
  test.each<[string, object, EventData | null]>([
    ["a schema", { schema: object }, null],
    ["a schema that is a string", { schema: string }, null],
    ["no schema", {}, "text"],
    ["an item without data", { itemSchema: object }, "text"],
    ["text", { itemSchema: { properties: { data: string } } }, "text"],
    ["JSON", { itemSchema: { properties: { data: json } } }, "json"],
    ["an object", { itemSchema: { properties: { data: object } } }, "json"],
    ["a model", { itemSchema: { $ref: "#/components/schemas/Event" } }, "json"],
    ["JSON in all", { itemSchema: { oneOf: [event("a", json), event("b", object)] } }, "json"],
    ["JSON in some", { itemSchema: { properties: { data: string }, oneOf: [event("a", json), event("b")] } }, ["a"]],
    [
      "JSON in some that are not told apart",
      { itemSchema: { anyOf: [{ properties: { data: json } }, event("b")] } },
      "either",
    ],
  ])("%s", (_what, content, want) => {
    const [stream] = responseOf(
      responseApi({ "text/event-stream": content }, { Event: { properties: { data: json } } }),
    );
    expect(stream?.eventData).toEqual(want);
  });

  test("the text of a stream of strings is text", () => {
    expect(responseOf(responseApi({ "text/event-stream": { schema: string } }))[0]?.as).toBe("text");
  });

  test("an array as the schema of a sequence is the schema of all items", () => {
    const [lines] = responseOf(
      responseApi({ "application/jsonl": { schema: { type: "array", items: { type: "integer" } } } }),
    );
    expect(lines?.schema.types).toEqual(["integer"]);
  });
});

test.each([
  ["the body of a GET", () => requestApi({ "application/json": {} }, {}, "get"), "fetch sends no body with GET"],
  [
    "a multipart body without names",
    () => requestApi({ "multipart/mixed": { schema: { type: "array" } } }),
    "a multipart body is written from an object with a property for each part",
  ],
  [
    "XML of a schema",
    () => responseApi({ "application/xml": { schema: object } }),
    "a body of this media type is text, whatever its schema says",
  ],
  [
    "items of what is no sequence",
    () => responseApi({ "multipart/mixed": { itemSchema: object } }),
    "itemSchema is not expressed for this media type",
  ],
])("%s is reported", (_what, api, want) => {
  expect(api().skipped.map(({ reason }) => reason)).toEqual([want]);
});

describe("what only repeats the JSON of a response is listed, not asked for", () => {
  const ref = { $ref: "#/components/schemas/A" };
  const listed = { type: "array", items: ref };
  test.each<[string, Record<string, object | undefined>, readonly string[]]>([
    ["XML", { "application/xml": ref, "application/json": ref }, ["application/json"]],
    ["XML of its own schema", { "application/json": ref, "application/atom+xml": object }, ["application/json"]],
    ["XML without a schema", { "application/json": ref, "text/xml": undefined }, ["application/json"]],
    ["YAML", { "application/json": ref, "application/yaml": ref }, ["application/json"]],
    ["protobuf", { "application/json": ref, "application/vnd.k.protobuf": ref }, ["application/json"]],
    ["text, as ASP.NET lists it", { "text/plain": listed, "application/json": listed }, ["application/json"]],
    ["XML that is a text", { "application/json": ref, "text/xml": string }, ["application/json", "text/xml"]],
    ["text of its own", { "application/json": ref, "text/csv": string }, ["application/json", "text/csv"]],
    ["other text", { "application/json": ref, "text/plain": object }, ["application/json", "text/plain"]],
    ["a picture", { "application/json": ref, "image/png": ref }, ["application/json", "image/png"]],
    ["no JSON", { "application/xml": ref, "text/plain": ref }, ["application/xml", "text/plain"]],
    ["JSON lines", { "application/jsonl": ref, "application/xml": ref }, ["application/jsonl", "application/xml"]],
  ])("%s", (_what, schemas, want) => {
    const content = Object.fromEntries(
      Object.entries(schemas).map(([mediaType, schema]) => [mediaType, schema === undefined ? {} : { schema }]),
    );
    const api = responseApi(content, { A: object });
    expect(responseOf(api).map(({ mediaType }) => mediaType)).toEqual(want);
    const left = Object.keys(schemas).filter((mediaType) => !want.includes(mediaType));
    const forms = api.skipped.filter(({ reason }) => reason.includes("another form"));
    expect(forms.map(({ place }) => place.pointer.replaceAll("~1", "/").split("/content/")[1])).toEqual(left);
  });

  test("a request is still written in each", () => {
    const content = { "application/xml": { schema: object }, "application/json": { schema: object } };
    expect(contentOf(requestApi(content))).toHaveLength(2);
  });
});
