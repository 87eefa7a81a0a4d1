import type { CallOutcome } from "./conformance.js";

/** A request that is right and that the validator refuses. */
interface KnownDefect {
  /** Ids of documents; absent: any, where one cause explains many. */
  readonly documents?: readonly string[];
  /** `METHOD /template`; absent: any. */
  readonly operation?: string;
  /** What the validator says. */
  readonly says: RegExp;
  /** Why it is the validator's defect. */
  readonly because: string;
}

/** Defects of the validator, at most 1 % of the requests. */
export const knownDefects: readonly KnownDefect[] = [
  {
    says: /^(?:path|query|header)\/.*must match exactly one schema in oneOf$/,
    because:
      "Prism lets Ajv coerce a parameter's text while it weighs oneOf: the text of a number is a number and a string.",
  },
  {
    says: /^the validator threw: (?:value\.split|parameters\[name\]\.startsWith) is not a function$/,
    because: "uri-template-lite splits a path value at commas before Prism's own deserializer asks for a text.",
  },
  {
    says: /^the validator threw: Space\/pipe\/comma\.\. delimited style is only applicable to array parameter$/,
    because: "Prism knows these styles for lists alone; the specification has them for objects, too.",
  },
  {
    says: /^: Body parameter is required$/,
    because: "Prism takes the JSON bodies false, 0 and null for none; that one was sent is checked by own-checks.ts.",
  },
  {
    documents: ["oazapfts--demo-petstore"],
    operation: "GET /object-parameters",
    says: /^query\/(?:default|explodedform)object\//,
    because: "Two exploded objects of this operation have the members id and name; Prism gives each all values.",
  },
  {
    documents: ["aws-ec2"],
    says: /^query\/\w+: Request query parameter \w+ must have required property '[A-Z]\w*'$/,
    because: "Prism makes names of the query lower-case before it looks for the members of an exploded object.",
  },
  {
    documents: ["aws-ec2"],
    says: /^query (?:Value|Version) arrived as|^query\/(?:value|version): /,
    because:
      "The document gives members of exploded objects the name of a parameter; on the wire nobody can tell them apart.",
  },
  {
    documents: ["stripe-spec3-sdk", "stripe-spec3-yaml"],
    says: /^query\/subscription_items\/\d+\/price_data(?:\/recurring)?: Request query parameter \S+ must have required property/,
    because: "Prism makes an object of every nested object of a deepObject, of one that is not there, too.",
  },
  {
    says: /^: (?:No supported content types, but request included a non-empty body|Supported content types: application\/x-www-form-urlencoded)/,
    because: "Prism's reader of 2.0 knows the two forms by their plain names alone, and drops a vendor's or another's.",
  },
  {
    documents: ["datadog-v1"],
    operation: "POST /v1/input",
    says: /^body: Request body must be array$/,
    because: "Prism leaves out `simple` of application/json;simple, and takes the schema of application/json.",
  },
];

/** Whether the validator's own defects explain everything that it says against a request. */
export function isKnownDefect(document: string, { operation, findings }: CallOutcome): boolean {
  return findings.every((finding) =>
    knownDefects.some(
      (defect) =>
        (defect.documents === undefined || defect.documents.includes(document)) &&
        (defect.operation === undefined || defect.operation === operation) &&
        defect.says.test(finding),
    ),
  );
}
