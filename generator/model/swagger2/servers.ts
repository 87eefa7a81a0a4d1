import { SpecNode } from "../../load/spec-node.js";
import type { Server, Skipped } from "../api.js";
import { readServerUrl, type Servers } from "../servers.js";

/** The document's `host`, `basePath` and `schemes` as servers; none without a host: callers give a base URL then. */
export function documentServers(root: SpecNode, skipped: Skipped[]): Servers {
  const location = locationOf(root);
  if (location !== null) return { servers: serversAt(location, root.at("schemes"), skipped), relativeServer: null };
  const basePath = root.at("basePath");
  const path = trimmed(basePath.string());
  if (path === "") return { servers: [], relativeServer: null };
  const reason = "a basePath without a host says nothing about the host: callers give a base URL";
  skipped.push({ place: basePath.place, reason });
  return { servers: [], relativeServer: `/${path}` };
}

/** The servers of an operation that has `schemes` of its own; none when requests go to the same one anyway. */
export function operationServers(root: SpecNode, operation: SpecNode, skipped: Skipped[]): readonly Server[] {
  const location = operation.has("schemes") ? locationOf(root) : null;
  if (location === null) return [];
  const own = serversAt(location, operation.at("schemes"), skipped);
  // None has a name, so that nobody can choose among them: the first is what counts.
  const [first] = serversAt(location, root.at("schemes"), []);
  return JSON.stringify(own[0]?.url) === JSON.stringify(first?.url) ? [] : own.slice(0, 1);
}

/** Where an API is: host and path, and a scheme where the host says one. */
interface Location {
  readonly node: SpecNode;
  readonly scheme: string | null;
  readonly address: string;
}

function locationOf(root: SpecNode): Location | null {
  const host = root.at("host");
  const basePath = root.at("basePath");
  const isUrl = (node: SpecNode): boolean => /^([a-z][a-z0-9+.-]*:)?\/\//i.test(node.string().trim());
  // A whole URL in one of the two says it all.
  const node = host.string().trim() === "" && isUrl(basePath) ? basePath : host;
  const text = node.string().trim();
  if (text === "") return null;
  const [, scheme, rest = text] = /^(?:([a-z][a-z0-9+.-]*):)?\/\/(.*)$/i.exec(text) ?? [];
  if (rest !== text || rest.includes("/")) {
    const help = "Write host as a name and a port, basePath as a path, and schemes apart.";
    node.warning("OF1813", "This is more than a host; it is read as what it says.", help);
  }
  if (/[{}]/.test(text) || /[{}]/.test(basePath.string())) {
    const message = "OpenAPI 2.0 has no variables here; they are read as OpenAPI 3's, and callers give their values.";
    node.warning("OF1814", message, "Write the host and the path out, or move to OpenAPI 3.");
  }
  const [hostName = "", ...path] = rest.split("/");
  const own = trimmed(path.join("/"));
  const base = node === basePath ? "" : trimmed(basePath.string().trim());
  return {
    node,
    scheme: scheme?.toLowerCase() ?? null,
    // Without a host's name the path must not become one.
    address: [hostName, ...[own, own === base ? "" : base].filter(Boolean)].join("/"),
  };
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, "");
}

function serversAt({ node, scheme, address }: Location, schemes: SpecNode, skipped: Skipped[]): readonly Server[] {
  const named = typeof schemes.value === "string" ? [schemes] : schemes.items();
  const usable = new Set<string>();
  for (const item of named) {
    const name = item.string().toLowerCase().replace(/:.*$/, "");
    if (name === "https" || name === "http") usable.add(name);
    else skipped.push({ place: item.place, reason: "a client of this kind speaks https and http only" });
  }
  const nothing = new SpecNode(node.document, node.place, undefined);
  if (usable.size === 0) usable.add(scheme ?? "https");
  // Encrypted first, whatever the order: the first server is the default.
  return [...usable]
    .sort()
    .reverse()
    .flatMap((name) => {
      const read = readServerUrl(`${name}://${address}`, node, nothing, skipped);
      return read === null ? [] : [{ place: node.place, name: null, description: "", ...read }];
    });
}
