import { randomBytes } from "node:crypto";
import {
  bodiless,
  json,
  type Reply,
  readJson,
  readObject,
  segmentsOf,
  single,
  type Vendor,
  type VendorOptions,
  type VendorRequest,
} from "./vendor.js";

interface StoredToken {
  readonly id: string;
  secret: string;
  members: Record<string, unknown>;
}

const firstId = "61095542756dba551110ae21";
const memberId = "569f514156e003339cfd3917";
const created = 1628001602644;

/** LaunchDarkly: pages by offset, one `LD-API-Version` header exactly, a token in full on create and reset only. */
export function createLaunchDarkly(options: VendorOptions): Vendor {
  const tokens = new Map<string, StoredToken>();
  const add = (id: string, members: Record<string, unknown>): StoredToken => {
    const token: StoredToken = { id, secret: options.secret("api-"), members };
    tokens.set(id, token);
    return token;
  };
  const ids = Array.from({ length: options.tokens }, (_, index) =>
    index === 0 ? firstId : randomBytes(12).toString("hex"),
  );
  for (const [index, id] of ids.entries()) {
    add(id, { name: `token ${index}`, description: "To be patched", role: "reader", serviceToken: true });
  }

  const list = ({ query }: VendorRequest): Reply => {
    const limit = Number(query.get("limit") ?? 25);
    const offset = Number(query.get("offset") ?? 0);
    if (!(limit > 0) || !(offset >= 0)) return failure(400, "invalid_request", "Invalid paging parameter");
    const items = [...tokens.values()].slice(offset, offset + limit).map((token) => show(token));
    return json(200, { items, totalCount: tokens.size, _links: { self: link("/api/v2/tokens") } }, limits(9));
  };

  const create = (request: VendorRequest): Reply => {
    const body = readObject(request);
    const rights = ["role", "customRoleIds", "inlineRole"].filter((name) => body?.[name] !== undefined);
    if (body === undefined || rights.length !== 1)
      return failure(400, "invalid_request", "Exactly one of role, customRoleIds, inlineRole");
    const token = add(randomBytes(12).toString("hex"), { ...body });
    return json(201, { ...show(token), token: token.secret }, limits(9));
  };

  const patch = (request: VendorRequest, token: StoredToken): Reply => {
    const operations = readJson(request);
    if (!Array.isArray(operations)) return failure(400, "invalid_request", "Invalid request body");
    const members = { ...token.members };
    for (const { op, path, value } of operations as { op: string; path: string; value?: unknown }[]) {
      const name = path.slice(1);
      if (name.startsWith("_") || name === "serviceToken")
        return failure(400, "invalid_request", `${name} cannot be modified`);
      if (op === "remove" && !(name in members))
        return failure(422, "patch_failed", "Unprocessable entity. Could not apply patch.");
      if (op === "remove") delete members[name];
      else members[name] = value;
    }
    token.members = members;
    return json(200, show(token), limits(9));
  };

  const oneToken = (request: VendorRequest, token: StoredToken, action: string | undefined): Reply => {
    if (action === "reset" && request.method === "POST") {
      if (request.body !== "") return failure(400, "invalid_request", "Invalid request body");
      token.secret = options.secret("api-");
      return json(200, { ...show(token), token: token.secret }, limits(9));
    }
    if (action !== undefined) return failure(404, "not_found", "Invalid resource identifier");
    if (request.method === "PATCH") return patch(request, token);
    if (request.method !== "DELETE") return json(200, show(token), limits(9));
    tokens.delete(token.id);
    return bodiless(204, limits(9));
  };

  return {
    ids,
    basePath: "",
    count: () => tokens.size,
    rateLimited: (seconds, now) =>
      failure(
        429,
        "rate_limited",
        "You've exceeded the API rate limit. Try again later.",
        limits(0, now + seconds * 1000),
      ),
    handle(request) {
      if (single(request, "authorization") !== options.credential)
        return failure(401, "unauthorized", "Invalid access token");
      const versions = request.header("ld-api-version").flatMap((value) => value.split(","));
      if (versions.length > 1) return failure(400, "invalid_request", "Too many values for parameter LD-API-Version");
      if (versions[0]?.trim() !== "20240415")
        return failure(400, "invalid_request", "LD-API-Version is missing, or has ended");
      const [, , collection, id, action, ...further] = segmentsOf(request.path);
      if (collection !== "tokens" || further.length > 0)
        return failure(404, "not_found", "Invalid resource identifier");
      if (id === undefined) return request.method === "POST" ? create(request) : list(request);
      const token = tokens.get(id);
      if (token === undefined) return failure(404, "not_found", "Invalid resource identifier");
      return oneToken(request, token, action);
    },
  };
}

function show({ id, secret, members }: StoredToken): Record<string, unknown> {
  return {
    _id: id,
    ownerId: memberId,
    memberId,
    creationDate: created,
    lastModified: created,
    lastUsed: 0,
    ...members,
    token: secret.slice(-4),
    _links: { parent: link("/api/v2/tokens"), self: link(`/api/v2/tokens/${id}`) },
  };
}

function link(href: string): { readonly href: string; readonly type: string } {
  return { href, type: "application/json" };
}

function limits(remaining: number, reset: number = created): Record<string, string> {
  return {
    "X-Ratelimit-Global-Remaining": "99",
    "X-Ratelimit-Route-Remaining": String(remaining),
    "X-Ratelimit-Reset": String(Math.round(reset)),
  };
}

function failure(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return json(status, { code, message }, headers);
}
