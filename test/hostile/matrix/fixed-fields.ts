/** The versions whose documents are tried. */
export type Version = "2.0" | "3.0" | "3.1" | "3.2";

/**
 * The fixed fields of a version's objects, as its specification lists them. A field's type follows a colon: `Type`,
 * `[Type]` a list, `{Type}` a map whose keys are the author's, `*` any JSON of the author's; without one it is a scalar.
 */
export function fixedFields(version: Version): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const tables = version === "2.0" ? swagger : version === "3.0" ? openApi30 : version === "3.1" ? with31 : with32;
  const fields = new Map<string, Map<string, string>>();
  for (const [type, text] of tables) {
    const table = fields.get(type) ?? new Map<string, string>();
    for (const field of text.trim().split(/\s+/)) {
      const colon = field.lastIndexOf(":");
      if (colon === -1) table.set(field, "");
      else table.set(field.slice(0, colon), field.slice(colon + 1));
    }
    fields.set(type, table);
  }
  return fields;
}

type Tables = readonly (readonly [type: string, fields: string])[];

const methods =
  "get:Operation put:Operation post:Operation delete:Operation options:Operation head:Operation patch:Operation";

const shared: Tables = [
  ["Info", "title description termsOfService contact:Contact license:License version"],
  ["Contact", "name url email"],
  ["License", "name url"],
  ["ExternalDocs", "description url"],
  ["Tag", "name description externalDocs:ExternalDocs"],
  ["XML", "name namespace prefix attribute wrapped"],
];

const openApi30: Tables = [
  ...shared,
  [
    "Root",
    `openapi info:Info servers:[Server] paths:{PathItem} components:Components security:[{[Scope]}] tags:[Tag]
     externalDocs:ExternalDocs x-rate-limit:RateLimit x-webhooks:{PathItem}`,
  ],
  ["Server", "url description variables:{Variable} x-server-name"],
  ["Variable", "enum:[Text] default description x-required"],
  [
    "Components",
    `schemas:{Schema} responses:{Response} parameters:{Parameter} examples:{Example} requestBodies:{Body}
     headers:{Header} securitySchemes:{Scheme} links:{Link} callbacks:{Callback}`,
  ],
  ["PathItem", `$ref summary description ${methods} trace:Operation servers:[Server] parameters:[Parameter]`],
  [
    "Operation",
    `tags:[Text] summary description externalDocs:ExternalDocs operationId parameters:[Parameter] requestBody:Body
     responses:{Response} callbacks:{Callback} deprecated security:[{[Scope]}] servers:[Server]
     x-pagination:Pagination x-codegen-request-body-name`,
  ],
  [
    "Parameter",
    `$ref name in description required deprecated allowEmptyValue style explode allowReserved schema:Schema example:*
     examples:{Example} content:{Media}`,
  ],
  ["Body", "$ref description content:{Media} required x-codegen-request-body-name"],
  ["Media", "schema:Schema example:* examples:{Example} encoding:{Encoding} x-unwrap"],
  ["Encoding", "contentType headers:{Header} style explode allowReserved"],
  ["Response", "$ref description headers:{Header} content:{Media} links:{Link} x-rate-limit:RateLimit"],
  ["Callback", "$ref {}:PathItem"],
  ["Example", "$ref summary description value:* externalValue"],
  ["Link", "$ref operationRef operationId parameters:{*} requestBody:* description server:Server"],
  [
    "Header",
    "$ref description required deprecated style explode schema:Schema example:* examples:{Example} content:{Media}",
  ],
  [
    "Schema",
    `$ref title multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems
     minItems uniqueItems maxProperties minProperties required:[Text] enum:[*] type allOf:[Schema] oneOf:[Schema]
     anyOf:[Schema] not:Schema items:Schema properties:{Schema} additionalProperties:Schema description format default:*
     nullable discriminator:Discriminator readOnly writeOnly xml:XML externalDocs:ExternalDocs example:* deprecated
     x-secret x-extensible-enum x-enum-varnames:[Text] x-enum-descriptions:[Text]`,
  ],
  ["Discriminator", "propertyName mapping:{Text}"],
  ["Scheme", "$ref type description name in scheme bearerFormat flows:Flows openIdConnectUrl x-token-prefix"],
  ["Flows", "implicit:Flow password:Flow clientCredentials:Flow authorizationCode:Flow"],
  ["Flow", "authorizationUrl tokenUrl refreshUrl scopes:{Text}"],
  ["RateLimit", "reset unit as"],
  ["Pagination", "kind items next parameter limitParameter exclusive total totalPages"],
];

const with31: Tables = [
  ...openApi30,
  ["Root", "jsonSchemaDialect webhooks:{PathItem}"],
  ["Info", "summary"],
  ["License", "identifier"],
  ["Components", "pathItems:{PathItem}"],
  [
    "Schema",
    `const:* $id $schema $anchor $dynamicAnchor $dynamicRef $comment $vocabulary:{} $defs:{Schema} if:Schema then:Schema
     else:Schema prefixItems:[Schema] contains:Schema minContains maxContains patternProperties:{Schema}
     propertyNames:Schema dependentSchemas:{Schema} dependentRequired:{[Text]} unevaluatedProperties:Schema
     unevaluatedItems:Schema contentEncoding contentMediaType contentSchema:Schema examples:[*]`,
  ],
];

const with32: Tables = [
  ...with31,
  ["Root", "$self"],
  ["Server", "name"],
  ["Components", "mediaTypes:{Media}"],
  ["PathItem", "query:Operation additionalOperations:{Operation}"],
  ["Media", "$ref itemSchema:Schema prefixEncoding:[Encoding] itemEncoding:Encoding"],
  ["Encoding", "encoding:{Encoding} prefixEncoding:[Encoding] itemEncoding:Encoding"],
  ["Response", "summary"],
  ["Example", "dataValue:* serializedValue"],
  ["Tag", "summary parent kind"],
  ["XML", "nodeType"],
  ["Scheme", "oauth2MetadataUrl deprecated"],
  ["Flows", "deviceAuthorization:Flow"],
  ["Flow", "deviceAuthorizationUrl"],
  ["Discriminator", "defaultMapping"],
];

const swagger: Tables = [
  ...shared,
  [
    "Root",
    `swagger info:Info host basePath schemes:[Text] consumes:[Text] produces:[Text] paths:{PathItem}
     definitions:{Schema} parameters:{Parameter} responses:{Response} securityDefinitions:{Scheme}
     security:[{[Scope]}] tags:[Tag] externalDocs:ExternalDocs x-rate-limit:RateLimit`,
  ],
  ["PathItem", `$ref ${methods} parameters:[Parameter]`],
  [
    "Operation",
    `tags:[Text] summary description externalDocs:ExternalDocs operationId consumes:[Text] produces:[Text]
     parameters:[Parameter] responses:{Response} schemes:[Text] deprecated security:[{[Scope]}] x-pagination:Pagination
     x-codegen-request-body-name`,
  ],
  [
    "Parameter",
    `$ref name in description required schema:Schema type format allowEmptyValue items:Items collectionFormat default:*
     maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems enum:[*]
     multipleOf`,
  ],
  [
    "Items",
    `type format items:Items collectionFormat default:* maximum exclusiveMaximum minimum exclusiveMinimum maxLength
     minLength pattern maxItems minItems uniqueItems enum:[*] multipleOf`,
  ],
  ["Header", "description type format items:Items collectionFormat default:* pattern enum:[*]"],
  ["Response", "$ref description schema:Schema headers:{Header} examples:{*} x-rate-limit:RateLimit"],
  [
    "Schema",
    `$ref format title description default:* multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength
     minLength pattern maxItems minItems uniqueItems maxProperties minProperties required:[Text] enum:[*] type
     items:Schema allOf:[Schema] properties:{Schema} additionalProperties:Schema discriminator readOnly xml:XML
     externalDocs:ExternalDocs example:* x-secret x-extensible-enum x-enum-varnames:[Text] x-enum-descriptions:[Text]`,
  ],
  ["Scheme", "type description name in flow authorizationUrl tokenUrl scopes:{Text} x-token-prefix"],
  ["RateLimit", "reset unit as"],
  ["Pagination", "kind items next parameter limitParameter exclusive total totalPages"],
];
