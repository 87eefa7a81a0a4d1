import fc from "fast-check";

type Node = Record<string, unknown>;

/** Names that are easy to get wrong: of other alphabets, of prototypes, of keywords, and nearly equal ones. */
const names = ["A", "a", "A b", "A-b", "日本", "1st", "class", "constructor", "__proto__", "Promise", "a.b/c~d", ""];
const componentNames = ["Pet", "pet", "A.B", "Error", "Record", "Request", "日本", "__proto__"];
const name = fc.constantFrom(...names);
const text = fc.constantFrom("", "a", "*/", "$" + "{x}", "a\nb", "日本", "#");
const json = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant({ a: 1 }),
  fc.constant([1, "a"]),
);
const types = ["string", "number", "integer", "boolean", "object", "array"];

const reference = fc
  .constantFrom(...componentNames)
  .map((to): Node => ({ $ref: `#/components/schemas/${encodeURIComponent(to)}` }));

function record(members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Node> {
  return fc.record(members, { requiredKeys: [] }) as fc.Arbitrary<Node>;
}

function dictionary(key: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>, maxKeys: number): fc.Arbitrary<Node> {
  return fc.array(fc.tuple(key, value), { maxLength: maxKeys }).map((pairs) => Object.fromEntries(pairs) as Node);
}

/** A schema of every keyword, in any combination, of 3.0 or 3.1. */
function schemaOf(is31: boolean): fc.Arbitrary<unknown> {
  const { schema } = fc.letrec<{ schema: unknown; list: unknown[] }>((tie) => ({
    list: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }),
    schema: fc.oneof(
      { depthSize: "small", maxDepth: 3, withCrossShrink: true },
      reference,
      fc.constantFrom<Node>({}, ...types.map((type) => ({ type }))),
      sparse({
        type: is31
          ? fc.oneof(
              fc.constantFrom(...types, "null"),
              fc.uniqueArray(fc.constantFrom(...types, "null"), { minLength: 1 }),
            )
          : fc.constantFrom(...types),
        format: fc.constantFrom("date-time", "int64", "binary", "uuid"),
        enum: fc.array(json, { maxLength: 3 }),
        properties: dictionary(name, tie("schema"), 4),
        required: fc.uniqueArray(name, { maxLength: 3 }),
        additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
        items: tie("schema"),
        allOf: tie("list"),
        anyOf: tie("list"),
        oneOf: tie("list"),
        not: tie("schema"),
        discriminator: fc.record({ propertyName: name }),
        readOnly: fc.boolean(),
        writeOnly: fc.boolean(),
        deprecated: fc.boolean(),
        title: text,
        description: text,
        default: json,
        example: json,
        minItems: fc.nat(3),
        maxItems: fc.nat(3),
        "x-secret": fc.boolean(),
        "x-extensible-enum": fc.boolean(),
        ...(is31
          ? {
              const: json,
              prefixItems: tie("list"),
              patternProperties: dictionary(fc.constantFrom("^x-", "."), tie("schema"), 2),
            }
          : { nullable: fc.boolean() }),
      }),
    ),
  }));
  return schema;
}

/** Few of the members at a time: all of them together say little. */
function sparse(members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Node> {
  return fc
    .uniqueArray(fc.constantFrom(...Object.keys(members)), { minLength: 1, maxLength: 5 })
    .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, members[key] as fc.Arbitrary<unknown>]))));
}

function operationOf(schema: fc.Arbitrary<unknown>): fc.Arbitrary<Node> {
  const content = dictionary(
    fc.constantFrom(
      "application/json",
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "*/*",
    ),
    record({ schema, example: json }),
    2,
  );
  const parameter = fc
    .record({
      name: fc.constantFrom("a", "A", "x-y", "日本", "execute", "constructor"),
      in: fc.constantFrom("query", "header", "cookie", "path"),
      schema,
    })
    .chain((base) =>
      record({
        required: fc.boolean(),
        style: fc.constantFrom("form", "simple", "deepObject"),
        explode: fc.boolean(),
      }).map((more) => ({ ...base, ...more })),
    );
  return record({
    operationId: fc.constantFrom("get", "list things", "日本", "constructor", "1", "get"),
    tags: fc.array(fc.constantFrom("Things", "things", "日本", "constructor"), { maxLength: 2 }),
    summary: text,
    description: text,
    parameters: fc.uniqueArray(parameter, { maxLength: 4, selector: (one) => `${one.in} ${one.name}` }),
    requestBody: record({ content, required: fc.boolean(), description: text }),
    responses: dictionary(
      fc.constantFrom("200", "201", "2XX", "404", "default"),
      record({ description: text, content }),
      3,
    ),
    deprecated: fc.boolean(),
  });
}

/** Small documents of OpenAPI 3.0 and 3.1 that are valid, or nearly. */
export const documents: fc.Arbitrary<Node> = fc.boolean().chain((is31) => {
  const schema = schemaOf(is31);
  const operation = operationOf(schema);
  const component = fc.constantFrom(...componentNames);
  return fc
    .record({
      schemas: fc.tuple(...componentNames.map(() => schema)),
      paths: dictionary(
        fc.constantFrom("/", "/a", "/a/{a}", "/{a}/{A}", "/日本"),
        dictionary(fc.constantFrom("get", "post", "put", "delete"), operation, 2),
        3,
      ),
      used: component,
    })
    .map(({ schemas, paths, used }) => ({
      openapi: is31 ? "3.1.0" : "3.0.3",
      info: { title: "Random", version: "1" },
      servers: [{ url: "https://api.example.test" }],
      paths: {
        ...paths,
        "/used": {
          post: {
            operationId: "use",
            requestBody: {
              content: { "application/json": { schema: { $ref: `#/components/schemas/${encodeURIComponent(used)}` } } },
            },
            responses: {
              200: {
                description: "",
                content: {
                  "application/json": { schema: { $ref: `#/components/schemas/${encodeURIComponent(used)}` } },
                },
              },
            },
          },
        },
      },
      components: { schemas: Object.fromEntries(componentNames.map((key, index) => [key, schemas[index]])) },
    }));
});
