import { randomUUID } from "node:crypto";
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
  readonly key: string;
  readonly org: string | undefined;
  name: string;
  lastUsed: number | null;
  privileges?: unknown;
  sourceAddresses?: unknown;
}

const firstId = "000000ab-00ab-00ab-00ab-0000000000ab";
const orgId = "000000ab-01ab-01ab-01ab-0000000000ab";

/** Juniper Mist: keys are shown once, then masked; lists are bare arrays; the update of an organization's token has no body. */
export function createMist(options: VendorOptions): Vendor {
  const tokens = new Map<string, StoredToken>();
  const add = (id: string, org: string | undefined, name: string): StoredToken => {
    const token: StoredToken = { id, org, name, key: options.secret("Mi"), lastUsed: null };
    tokens.set(keyOf(org, id), token);
    return token;
  };
  const ids = Array.from({ length: options.tokens }, (_, index) => (index === 0 ? firstId : randomUUID()));
  for (const id of ids) {
    add(id, undefined, "first").lastUsed = 1690115110;
    add(id, orgId, "first").privileges = [{ role: "read", scope: "org", org_id: orgId }];
  }

  const create = (request: VendorRequest, org: string | undefined): Reply => {
    const body = request.body === "" ? {} : readObject(request);
    if (body === undefined) return failure(400, "JSON parse error - Expecting value: line 1 column 1 (char 0)");
    if (org !== undefined && typeof body.name !== "string") return failure(400, "name is required");
    const token = add(randomUUID(), org, String(body.name ?? ""));
    token.privileges = body.privileges;
    token.sourceAddresses = body.src_ips;
    // The privileges may be left out of the answer; a later read has them.
    const whole: Record<string, unknown> = { ...show(token), key: token.key };
    delete whole.privileges;
    return json(200, options.createAnswers === "array" && org === undefined ? [whole] : whole);
  };

  const update = (request: VendorRequest, token: StoredToken): Reply => {
    const body = request.body === "" ? {} : readObject(request);
    if (body === undefined) return failure(400, "JSON parse error - Expecting value: line 1 column 1 (char 0)");
    if (typeof body.name === "string") token.name = body.name;
    if (body.privileges !== undefined) token.privileges = body.privileges;
    return token.org === undefined ? json(200, show(token)) : bodiless(200);
  };

  return {
    ids,
    basePath: "",
    count: () => tokens.size,
    rateLimited: (seconds) => json(429, { detail: "Too many requests." }, { "Retry-After": String(seconds) }),
    handle(request) {
      const credential = single(request, "authorization");
      if (credential === undefined) return failure(401, "Authentication credentials were not provided.");
      if (credential !== `Token ${options.credential}`) return failure(401, "Invalid token.");
      const [, , area, ...rest] = segmentsOf(request.path);
      const org = area === "orgs" ? rest.shift() : undefined;
      const [collection, id, ...further] = rest;
      if ((area !== "orgs" && area !== "self") || collection !== "apitokens" || further.length > 0) return missing();
      if (id === undefined) {
        if (request.method === "POST") return create(request, org);
        if (request.method === "GET")
          return json(200, [...tokens.values()].filter((token) => token.org === org).map(show));
        return failure(405, `Method "${request.method}" not allowed.`);
      }
      const token = tokens.get(keyOf(org, id));
      if (token === undefined) return missing();
      if (request.method === "GET") return json(200, show(token), {}, "application/vnd.api+json");
      if (request.method === "PUT") return update(request, token);
      if (request.method !== "DELETE") return failure(405, `Method "${request.method}" not allowed.`);
      tokens.delete(keyOf(org, id));
      return bodiless(200);
    },
  };
}

function keyOf(org: string | undefined, id: string): string {
  return `${org ?? "self"}/${id}`;
}

function show(token: StoredToken): Record<string, unknown> {
  const common = {
    created_time: 1626875902,
    id: token.id,
    key: `${token.key.slice(0, 4)}...${token.key.slice(-4)}`,
    last_used: token.lastUsed,
    name: token.name,
  };
  if (token.org === undefined) return common;
  const { privileges, sourceAddresses, org } = token;
  return {
    created_by: null,
    ...common,
    org_id: org,
    ...(privileges !== undefined && { privileges }),
    ...(sourceAddresses !== undefined && { src_ips: sourceAddresses }),
  };
}

function failure(status: number, detail: string): Reply {
  return json(status, { detail });
}

function missing(): Reply {
  return failure(404, "Not found.");
}
