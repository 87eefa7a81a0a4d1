import { describe, expect, test } from "vitest";
import { runtimeNames } from "../../../generator/emit/public-runtime.js";
import { planNames } from "../../../generator/naming/plan-names.js";
import { spelledOut } from "../../../generator/naming/spelled-out.js";
import { apiOf, specOf } from "../support.js";

const object = { type: "object", properties: { a: { type: "string" } } };
const body = (schema: object): object => ({ content: { "application/json": { schema } } });

/** What a document's things are called, by their keys in the lock. */
function namesOf(document: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const options = {
    packageName: "@test/api",
    clientClass: "TestClient",
    lock: new Map(),
    runtimeNames: runtimeNames(),
  };
  return Object.fromEntries(planNames(apiOf(specOf(document)), options).lock);
}

describe("schemas that read alike", () => {
  test.each<[Readonly<Record<string, string>>]>([
    [{ "a-b": "ADashB", a_b: "AUnderscoreB", "a.b": "ADotB" }],
    [{ User: "User", user: "UserLowercase", USER: "UserUppercase" }],
    [{ User: "User", User_: "UserModel" }],
    [{ "Pet[]": "PetOpenBracketCloseBracket", "Pet()": "PetOpenClose", "Pet<>": "PetLessGreater", Pet: "Pet" }],
    [{ Secret: "SecretModel" }],
    [{ WebhookError: "WebhookErrorModel" }],
  ])("%j", (want) => {
    const names = namesOf({
      components: { schemas: Object.fromEntries(Object.keys(want).map((name) => [name, object])) },
    });
    const found = Object.keys(want).map((name) => [name, names[`model #/components/schemas/${name}`]]);
    expect(Object.fromEntries(found)).toEqual(want);
  });

  test("keep their name before one that is made from a place", () => {
    const inline = { type: "object", properties: { bar: object } };
    const names = namesOf({ components: { schemas: { Foo: inline, FooBar: object } } });
    expect(names["model #/components/schemas/FooBar"]).toBe("FooBar");
    expect(names["model #/components/schemas/Foo/properties/bar"]).toBe("FooPropertiesBar");
  });
});

describe("inline schemas of one operation that read alike", () => {
  const base = "model #/paths/~1a/get/responses";
  const names = namesOf({
    paths: {
      "/a": {
        get: {
          operationId: "getA",
          responses: {
            200: {
              description: "",
              content: { "application/json": { schema: object }, "application/hal+json": { schema: object } },
            },
            201: { description: "", ...body(object) },
            404: { description: "", ...body(object) },
          },
        },
      },
    },
  });

  test.each([
    [`${base}/200/content/application~1json/schema`, "GetAResponse200ApplicationJson"],
    [`${base}/200/content/application~1hal+json/schema`, "GetAResponse200ApplicationHalJson"],
    [`${base}/201/content/application~1json/schema`, "GetAResponse201"],
    [`${base}/404/content/application~1json/schema`, "GetAResponse404"],
  ])("%s is %s", (key, want) => {
    expect(names[key]).toBe(want);
  });
});

describe("operations", () => {
  const operation = (operationId?: string): object => ({
    get: { ...(operationId !== undefined && { operationId }), responses: {} },
  });

  test.each<[string, Readonly<Record<string, object>>, Readonly<Record<string, string>>]>([
    [
      "of one template with other parameter names",
      { "/a/{id}": operation(), "/a/{name}": operation() },
      { "GET /a/{id}": "getAById", "GET /a/{name}": "getAByName" },
    ],
    [
      "whose paths differ in punctuation",
      { "/a-b": operation(), "/a_b": operation(), "/a-b/": operation() },
      { "GET /a-b": "getADashB", "GET /a_b": "getAUnderscoreB", "GET /a-b/": "getADashBTrailingSlash" },
    ],
    [
      "whose paths read alike",
      { "/a/{id}": operation(), "/a/by/id": operation() },
      { "GET /a/{id}": "getAWithId", "GET /a/by/id": "getPathAById" },
    ],
    ["of the same id", { "/a": operation("list"), "/b": operation("list") }, { "GET /a": "getA", "GET /b": "getB" }],
    ["with an empty id", { "/a": operation("") }, { "GET /a": "getA" }],
    ["whose id has no letter", { "/a": operation("---") }, { "GET /a": "getA" }],
    ["whose id is no identifier", { "/a": operation("pets/list-all (v2)") }, { "GET /a": "petsListAllV2" }],
    ["whose id begins with a digit", { "/a": operation("2fa-enable") }, { "GET /a": "_2faEnable" }],
    [
      "whose ids differ in case",
      { "/a": operation("list"), "/b": operation("LIST") },
      { "GET /a": "list", "GET /b": "getB" },
    ],
  ])("%s", (_, paths, want) => {
    expect(namesOf({ paths })).toMatchObject(want);
  });

  test("of a path item that two paths share have names of their own, and share its inline schemas", () => {
    const item = { get: { operationId: "read", responses: { 200: { description: "", ...body(object) } } } };
    const reference = { $ref: "#/components/pathItems/Shared" };
    for (const order of [
      ["/b", "/a"],
      ["/a", "/b"],
    ]) {
      const paths = Object.fromEntries(order.map((path) => [path, reference]));
      const names = namesOf({ paths, components: { pathItems: { Shared: item } } });
      expect(names).toMatchObject({ "GET /a": "getA", "GET /b": "getB" });
      const pointer = "/components/pathItems/Shared/get/responses/200/content/application~1json/schema";
      expect(names[`model #${pointer}`]).toBe("GetAResponse");
    }
  });
});

test("tags that differ in case or punctuation have classes, properties and files of their own", () => {
  const tags = ["User", "user", "User_"];
  const paths = Object.fromEntries(tags.map((tag, index) => [`/${index}`, { get: { tags: [tag], responses: {} } }]));
  const names = namesOf({ paths });
  expect(tags.map((tag) => names[`tag ${tag}`])).toEqual(["UserApi", "UserLowercaseApi", "UserUnderscoreApi"]);
  expect(tags.map((tag) => names[`property tag ${tag}`])).toEqual(["userCapitalized", "user", "userUnderscore"]);
  expect(tags.map((tag) => names[`file tag ${tag}`])).toEqual([
    "user-capitalized",
    "user-lowercase",
    "user-underscore",
  ]);
});

test("a tag without a name is no tag", () => {
  const paths = { "/a": { get: { tags: [""], responses: {} } }, "/b": { get: { responses: {} } } };
  expect(Object.keys(namesOf({ paths })).filter((key) => key.startsWith("tag "))).toEqual(["tag "]);
});

describe("webhooks and callbacks", () => {
  const webhook = (schema: object): object => ({ requestBody: body(schema), responses: {} });
  const names = namesOf({
    webhooks: {
      newPet: { post: webhook(object) },
      "pet.gone": { post: webhook({ $ref: "#/components/schemas/Webhooks" }), put: webhook(object) },
      shared: { $ref: "#/components/pathItems/Feed" },
      alsoShared: { $ref: "#/components/pathItems/Feed" },
    },
    paths: {
      "/jobs": {
        post: {
          operationId: "createJob",
          callbacks: { onEnd: { "{$url}": { post: webhook(object) } } },
          responses: {},
        },
      },
    },
    components: { schemas: { Webhooks: object }, pathItems: { Feed: { post: webhook(object) } } },
  });
  const schema = "requestBody/content/application~1json/schema";

  test.each([
    ["Webhook map", "ApiWebhooks"],
    ["Webhook payload", "WebhookPayload"],
    ["Callback map", "Callbacks"],
    ["callback POST /jobs onEnd", "createJobOnEnd"],
    [`model #/webhooks/newPet/post/${schema}`, "NewPetPayload"],
    ["payload webhook pet.gone POST", "PetGoneWebhookPayload"],
    [`model #/webhooks/pet.gone/put/${schema}`, "PetGonePayload"],
    [`model #/components/pathItems/Feed/post/${schema}`, "FeedPayload"],
    [`model #/paths/~1jobs/post/callbacks/onEnd/{$url}/post/${schema}`, "CreateJobOnEndPayload"],
  ])("%s is %s", (key, want) => {
    expect(names[key]).toBe(want);
  });
});

test.each([
  ["a-b", ["a dash b", "a dash b lowercase"]],
  ["ID", ["ID", "ID uppercase"]],
  ["Id", ["Id", "Id capitalized"]],
  ["iD", ["iD", "iD mixed case"]],
  ["a→b", ["a u2192 b", "a u2192 b lowercase"]],
])("%s is spelled out as %j", (given, want) => {
  expect(spelledOut(given).map((words) => words.replace(/ +/g, " "))).toEqual(want);
});
