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
  network: unknown;
}

const firstId = "00Tabcdefg1234567890";
const userId = "00uabcdefg1234567890";

/** Okta: no operation creates a token or shows a secret; lists continue by `Link`; each answer tells the rate limit. */
export function createOkta(options: VendorOptions): Vendor {
  const ids = Array.from({ length: options.tokens }, (_, index) =>
    index === 0 ? firstId : `00T${randomBytes(8).toString("hex")}x`,
  );
  // The first token is the one that the client authenticates with.
  const tokens = new Map<string, StoredToken>(
    ids.map((id, index) => [
      id,
      { id, secret: index === 0 ? options.credential : options.secret("00"), network: { connection: "ANYWHERE" } },
    ]),
  );

  const list = ({ query, origin }: VendorRequest): Reply => {
    const all = [...tokens.values()];
    const after = query.get("after");
    const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
    const page = all.slice(start, start + options.pageSize);
    const last = page.at(-1);
    const url = `${origin}/api/v1/api-tokens`;
    const links = [`<${url}>; rel="self"`];
    if (last !== undefined && last !== all.at(-1))
      links.push(`<${url}?after=${last.id}&limit=${options.pageSize}>; rel="next"`);
    return json(
      200,
      page.map((token) => show(token, origin)),
      { Link: links.join(", ") },
    );
  };

  const oneToken = (request: VendorRequest, token: StoredToken): Reply => {
    if (request.method === "GET") return json(200, show(token, request.origin));
    if (request.method === "DELETE") {
      tokens.delete(token.id);
      return bodiless(204);
    }
    const body = readObject(request);
    if (body === undefined) return failure(400, "E0000003", "The request body was not well-formed.");
    if (body.network !== undefined) token.network = body.network;
    return json(200, show(token, request.origin));
  };

  const route = (request: VendorRequest): Reply => {
    const accepted = [`SSWS ${options.credential}`, `Bearer ${options.credential}`];
    const credential = single(request, "authorization") ?? "";
    const isRevoked = ids.length > 0 && !tokens.has(ids[0] ?? "");
    if (!accepted.includes(credential) || isRevoked) return failure(401, "E0000011", "Invalid token provided");
    const [, , collection, id, ...further] = segmentsOf(request.path);
    if (collection !== "api-tokens" || further.length > 0)
      return failure(404, "E0000022", "The endpoint does not exist");
    if (id === undefined) return list(request);
    if (id === "current") {
      if (credential.startsWith("Bearer "))
        return failure(403, "E0000006", "You do not have permission to perform the requested action");
      tokens.delete(ids[0] ?? "");
      return bodiless(204);
    }
    const token = tokens.get(id);
    if (token === undefined) return failure(404, "E0000007", `Not found: Resource not found: ${id} (ApiToken)`);
    return oneToken(request, token);
  };

  return {
    ids,
    basePath: "",
    count: () => tokens.size,
    rateLimited: (seconds, now) => {
      const reply = failure(429, "E0000047", "API call exceeded rate limit due to too many requests.");
      return { ...reply, headers: { ...reply.headers, ...limits(0, Math.floor(now / 1000) + seconds) } };
    },
    handle: (request) => {
      const reply = route(request);
      const headers = { "X-Okta-Request-Id": "reqabc123", ...limits(599, 1762094893), ...reply.headers };
      return { ...reply, headers };
    },
  };
}

function limits(remaining: number, reset: number): Record<string, string> {
  return {
    "X-Rate-Limit-Limit": "600",
    "X-Rate-Limit-Remaining": String(remaining),
    "X-Rate-Limit-Reset": String(reset),
  };
}

function show({ id, network }: StoredToken, origin: string): Record<string, unknown> {
  return {
    id,
    name: "ci",
    clientName: "Okta API",
    userId,
    created: "2025-11-02T14:47:13.000Z",
    lastUpdated: "2025-11-02T14:48:20.000Z",
    expiresAt: "2025-12-02T14:48:20.000Z",
    tokenWindow: "P30D",
    network,
    _links: {
      self: { href: `${origin}/api/v1/api-tokens/${id}`, hints: { allow: ["GET", "DELETE"] } },
      user: { href: `${origin}/api/v1/users/${userId}`, hints: { allow: ["GET"] } },
    },
  };
}

function failure(status: number, errorCode: string, errorSummary: string): Reply {
  return json(status, { errorCode, errorSummary, errorLink: errorCode, errorId: "oaeexample", errorCauses: [] });
}
