import { randomBytes } from "node:crypto";
import {
  bodiless,
  json,
  type Reply,
  readObject,
  segmentsOf,
  single,
  type Vendor,
  type VendorOptions,
  type VendorRequest,
} from "./vendor.js";

interface StoredToken {
  readonly id: string;
  readonly secret: string;
  name: string;
  enabled: boolean;
  scopes: unknown;
}

const mediaType = "application/json; charset=utf-8";
const firstId = "dt0c01.ST2EY72KQINMH574WMNVI7YN";
const sortable = ["name", "lastUsedDate", "creationDate", "expirationDate", "modifiedDate"];

/** Dynatrace: a secret only in the 201; a cursor that must travel alone; 404 without a body. */
export function createDynatrace(options: VendorOptions): Vendor {
  const tokens = new Map<string, StoredToken>();
  const cursors = new Map<string, { readonly from: number; readonly size: number; readonly fields: string | null }>();
  const add = (id: string, name: string, scopes: unknown, secret: string): StoredToken => {
    const token: StoredToken = { id, name, scopes, secret, enabled: true };
    tokens.set(id, token);
    return token;
  };
  const ids = Array.from({ length: options.tokens }, (_, index) => (index === 0 ? firstId : newId()));
  for (const [index, id] of ids.entries()) {
    add(id, `token ${index}`, ["metrics.read"], index === 0 ? "dt0c01.EXAMPLE.SECRET" : `${id}.${newPart(64)}`);
  }

  const list = (request: VendorRequest): Reply => {
    const { query } = request;
    const key = query.get("nextPageKey");
    const others = [...query.keys()].filter((name) => name !== "nextPageKey");
    if (key !== null && others.length > 0) {
      return violations(
        others.map((path) => ["must not be used in combination with nextPageKey query parameter.", path, "QUERY"]),
      );
    }
    const sort = query.get("sort") ?? "-creationDate";
    if (!sortable.includes(sort.replace(/^[+-]/, "")))
      return violations([["must be a sortable property", "sort", "QUERY"]]);
    const size = Number(query.get("pageSize") ?? 200);
    if (!Number.isInteger(size) || size < 100 || size > 10_000)
      return violations([["must be between 100 and 10000", "pageSize", "QUERY"]]);
    const at = key === null ? { from: 0, size, fields: query.get("fields") } : cursors.get(key);
    if (at === undefined) return violations([["is not a page key", "nextPageKey", "QUERY"]]);
    const end = at.from + at.size;
    // Page keys are opaque, and hold signs that a query must encode.
    const next = end < tokens.size ? `AQ+${randomBytes(6).toString("base64")}==&/` : null;
    if (next !== null) cursors.set(next, { ...at, from: end });
    const apiTokens = [...tokens.values()].slice(at.from, end).map((token) => show(token, at.fields));
    return json(200, { totalCount: tokens.size, pageSize: at.size, nextPageKey: next, apiTokens }, {}, mediaType);
  };

  const create = (request: VendorRequest): Reply => {
    const body = readObject(request);
    const faults: [string, string, string][] = [];
    if (typeof body?.name !== "string") faults.push(["must not be empty", "name", "PAYLOAD_BODY"]);
    if (!Array.isArray(body?.scopes)) faults.push(["must not be empty", "scopes", "PAYLOAD_BODY"]);
    if (body === undefined || faults.length > 0) return violations(faults);
    const id = newId();
    const secret = options.secret(`${id}.`);
    add(id, String(body.name), body.scopes, secret);
    const expirationDate = body.expirationDate === undefined ? {} : { expirationDate: "2020-11-19T08:15:30.144Z" };
    return json(201, { id, token: secret, ...expirationDate }, {}, mediaType);
  };

  const lookup = (request: VendorRequest): Reply => {
    const wanted = readObject(request)?.token;
    const token = [...tokens.values()].find(({ secret }) => secret === wanted);
    return token === undefined ? bodiless(404) : json(200, show(token, "scopes"), {}, mediaType);
  };

  const oneToken = (request: VendorRequest, token: StoredToken): Reply => {
    if (request.method === "GET") return json(200, show(token, "+scopes"), {}, mediaType);
    if (request.method === "DELETE") {
      if (token.secret === options.credential)
        return failure(400, "The token that authenticates the request cannot be deleted.");
      tokens.delete(token.id);
      return bodiless(204);
    }
    const body = readObject(request);
    if (request.method !== "PUT" || body === undefined) return failure(400, "The request is not valid.");
    if (typeof body.name === "string") token.name = body.name;
    if (typeof body.enabled === "boolean") token.enabled = body.enabled;
    if (body.scopes !== undefined) token.scopes = body.scopes;
    return bodiless(204);
  };

  return {
    ids,
    basePath: "/e/abc12345/api/v2",
    count: () => tokens.size,
    // No header says how long to wait: all have been withdrawn.
    rateLimited: () => failure(429, "Too many requests."),
    handle(request) {
      const credential = single(request, "authorization");
      if (credential === undefined) return failure(401, "Missing authorization parameter.");
      if (credential !== `Api-Token ${options.credential}`) return failure(401, "Token Authentication failed");
      const [collection, id, ...further] = segmentsOf(request.path);
      if (collection !== "apiTokens" || further.length > 0) return bodiless(404);
      if (id === undefined) return request.method === "POST" ? create(request) : list(request);
      if (id === "lookup" && request.method === "POST") return lookup(request);
      const token = tokens.get(id) ?? [...tokens.values()].find(({ secret }) => secret === id);
      return token === undefined ? bodiless(404) : oneToken(request, token);
    },
  };
}

function show(token: StoredToken, fields: string | null): Record<string, unknown> {
  const { id, name, enabled, scopes } = token;
  const basic = { id, name, enabled, owner: "john.smith", creationDate: "2020-11-05T08:15:30.144Z" };
  // Most members are absent unless they are asked for.
  return fields?.includes("scopes") === true ? { ...basic, scopes } : basic;
}

function failure(code: number, message: string): Reply {
  return json(code, { error: { code, message, constraintViolations: null } }, {}, mediaType);
}

function violations(faults: readonly (readonly string[])[]): Reply {
  const constraintViolations = faults.map(([message, path, parameterLocation]) => ({
    path,
    message,
    parameterLocation,
    location: null,
  }));
  return json(400, { error: { code: 400, message: "Constraints violated.", constraintViolations } }, {}, mediaType);
}

function newId(): string {
  return `dt0c01.${newPart(24)}`;
}

function newPart(length: number): string {
  return Array.from(randomBytes(length), (byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[byte % 32]).join("");
}
