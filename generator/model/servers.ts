import type { SpecNode } from "../load/spec-node.js";
import type { Server, ServerVariable, Skipped } from "./api.js";
import { ownText } from "./own-extension.js";
import { readServerVariable } from "./server-variables.js";
import { splitTemplate, type UrlTemplate, withoutFragment } from "./url-template.js";

type Url = Server["url"];

/** Servers that a client can use as they are, and what a caller's base URL should end with where there is none. */
export interface Servers {
  readonly servers: readonly Server[];
  readonly relativeServer: string | null;
}

/** Reads the API's servers; relative ones are left out, since the caller must give a base URL then. */
export function readServers(node: SpecNode, skipped: Skipped[]): Servers {
  const all = node.items().flatMap((item) => readServer(item, skipped) ?? []);
  const servers = all.filter((server) => !isRelative(server));
  for (const { place } of all.filter(isRelative)) {
    skipped.push({ place, reason: "a relative server says nothing about the host: callers give a base URL" });
  }
  const relative = servers.length === 0 ? all[0]?.url : undefined;
  return {
    servers,
    relativeServer: relative?.map((part) => (typeof part === "string" ? part : `{${part.variable}}`)).join("") || null,
  };
}

/** Reads the servers of a path or an operation; relative ones stand on the host of the API's server. */
export function readOwnServers(node: SpecNode, skipped: Skipped[]): readonly Server[] {
  return node.items().flatMap((item) => readServer(item, skipped) ?? []);
}

function isRelative({ url, variables }: Server): boolean {
  const defaults = new Map(variables.map((variable) => [variable.name, variable.default]));
  const filled = url.map((part) => (typeof part === "string" ? part : defaults.get(part.variable))).join("");
  return !/^https?:/i.test(filled);
}

function readServer(node: SpecNode, skipped: Skipped[]): Server | null {
  const read = readServerUrl(node.at("url").string(), node.at("url"), node.at("variables"), skipped);
  if (read === null) return null;
  const name = node.has("name") ? node.at("name") : node.at("x-server-name");
  return { place: node.place, name: ownText(name, skipped), description: node.at("description").prose(), ...read };
}

/** A server's URL as paths are appended to it, with its variables; `null`, after a warning, for one that is of no use. */
export function readServerUrl(
  written: string,
  node: SpecNode,
  descriptions: SpecNode,
  skipped: Skipped[],
): Pick<Server, "url" | "variables"> | null {
  const text = written
    .trim()
    // Without a scheme the document's own would be taken, which for a file says nothing.
    .replace(/^\/\//, "https://")
    .replace(/^\.(?=\/|$)/, "");
  const described = new Map(descriptions.entries());
  const parts = withoutFragment(splitTemplate(text));
  const variables: ServerVariable[] = [];
  let before = "";
  parts.forEach((part, index) => {
    if (typeof part === "string") {
      before += part;
      return;
    }
    const known = variables.find((variable) => variable.name === part.name);
    const next = parts[index + 1];
    const variable = known ?? readServerVariable(part.name, described.get(part.name) ?? null, before, next, skipped);
    if (known === undefined) variables.push(variable);
    before += variable.default;
  });
  const url = usableUrl(parts, before);
  if (url === null) {
    node.warning(
      "OF1402",
      "This is not a server URL that a client can use.",
      "Write scheme, host and path only: https://api.example.com/v1.",
    );
    skipped.push({ place: node.place, reason: "this server's URL cannot be used: it is left out" });
    return null;
  }
  for (const [name, variable] of described) {
    if (variables.some((one) => one.name === name)) continue;
    skipped.push({ place: variable.place, reason: "the server's URL does not name this variable" });
  }
  return { url: trimSlash(url), variables };
}

/**
 * The parts of a URL in the form that a parser leaves as it is; `null` where it holds more than scheme, host and path.
 * @param filled The URL with the variables' defaults.
 */
function usableUrl(parts: UrlTemplate, filled: string): Url | null {
  const url = parts.map((part) => (typeof part === "string" ? part : { variable: part.name }));
  const [first] = url;
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(filled);
  if (!isAbsolute) return isPath(filled) ? asciiPath(rooted(url)) : null;
  const parsed = URL.canParse(filled) ? new URL(filled) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.hostname === "") return null;
  if (/[?\\{}]/.test(filled) || parsed.username !== "" || parsed.password !== "") return null;
  const [, scheme = "", host = "", path = ""] = /^([^:]+):\/\/([^/]*)(.*)$/s.exec(filled) ?? [];
  // A host that no URL can hold as written is written as its own, which must not be variable then.
  const isPlainHost = host.toLowerCase().replace(/:(80|443)$/, "") === parsed.host.replace(/:(80|443)$/, "");
  // Parsers of URLs take what follows more slashes for the host.
  if (host === "" || !isPath(path)) return null;
  if (isPlainHost) return asciiPath(url);
  const start = `${scheme}://${host}`;
  if (typeof first !== "string" || !first.startsWith(start)) return null;
  return asciiPath([`${scheme}://${parsed.host}${first.slice(start.length)}`, ...url.slice(1)]);
}

/** Whether a text is a path that leads where it says. */
function isPath(text: string): boolean {
  return !/[?<>"\\^`{|}[\]\p{Cc}\p{Cs}]/u.test(text) && !/(^|\/)\.{1,2}(\/|$)/.test(text);
}

/** A path begins at the host's root, whatever the document's own address is. */
function rooted(url: Url): Url {
  const [first = ""] = url;
  return typeof first === "string" && !first.startsWith("/") ? [`/${first}`, ...url.slice(1)] : url;
}

function asciiPath(url: Url): Url {
  return url.map((part) =>
    typeof part === "string" ? part.replace(/[^\x21-\x7e]+/gu, (piece) => encodeURIComponent(piece)) : part,
  );
}

/** Paths begin with a slash, so a server's URL does not end in one. */
function trimSlash<T>(url: readonly (string | T)[]): readonly (string | T)[] {
  const last = url.at(-1);
  if (typeof last !== "string") return url;
  const trimmed = last.replace(/\/+$/, "");
  return trimmed === "" ? url.slice(0, -1) : [...url.slice(0, -1), trimmed];
}
