import type { SpecNode } from "../load/spec-node.js";
import type { Server, ServerVariable, Skipped } from "./api.js";

/** Reads a list of servers; relative ones are left out, since the caller must give a base URL then. */
export function readServers(node: SpecNode, skipped: Skipped[]): readonly Server[] {
  return node.items().flatMap((item) => readServer(item, skipped) ?? []);
}

function readServer(node: SpecNode, skipped: Skipped[]): Server | null {
  const urlNode = node.at("url");
  const text = urlNode.string();
  if (!/^(?:[a-z][a-z0-9+.-]*|\{[^{}]+\}):\/\//i.test(text)) {
    skipped.push({
      place: node.place,
      reason: "a relative server says nothing about the host: callers give a base URL",
    });
    return null;
  }
  const variables = node
    .at("variables")
    .entries()
    .map(([name, variable]) => readVariable(name, variable));
  const parts = serverUrl(text);
  for (const part of parts) {
    if (typeof part === "string" || variables.some((variable) => variable.name === part.variable)) continue;
    urlNode.error("OF1401", "The URL names a variable that is not described.", "Add it under variables.");
    return null;
  }
  const url = usableUrl(parts, urlNode);
  if (url === null) return null;
  return {
    place: node.place,
    name:
      node.has("name") || node.has("x-server-name")
        ? node.at(node.has("name") ? "name" : "x-server-name").string()
        : null,
    description: node.at("description").string(),
    url,
    variables,
  };
}

/** A server's URL taken apart: literal text and variables. */
export function serverUrl(text: string): Server["url"] {
  return splitTemplate(text).map((part) => (typeof part === "string" ? part : { variable: part.name }));
}

/** A server's URL as paths are appended to it; `null`, after a diagnostic, for one that a client cannot use. */
export function usableUrl(url: Server["url"], node: SpecNode): Server["url"] | null {
  const literal = url.filter((part) => typeof part === "string").join("x");
  if (/^(?:https?)?x?:\/\/[\w.~:[\]@%/-]*$/i.test(literal) && !literal.includes("@")) return trimSlash(url);
  node.error(
    "OF1402",
    "This is not a server URL that a client can use.",
    "Write scheme, host and path only: https://api.example.com/v1.",
  );
  return null;
}

function readVariable(name: string, node: SpecNode): ServerVariable {
  return {
    name,
    default: node.at("default").string(),
    enum: node.at("enum").strings(),
    required: node.at("x-required").boolean(),
    description: node.at("description").string(),
  };
}

/** Takes `{name}` parts out of a template: literal text and names, in order. */
export function splitTemplate(text: string): readonly (string | { readonly name: string })[] {
  return text
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== "")
    .map((part) => (/^\{.+\}$/.test(part) ? { name: part.slice(1, -1) } : part));
}

/** Paths begin with a slash, so a server's URL does not end in one. */
function trimSlash<T>(url: readonly (string | T)[]): readonly (string | T)[] {
  const last = url.at(-1);
  if (typeof last !== "string") return url;
  const trimmed = last.replace(/\/+$/, "");
  return trimmed === "" ? url.slice(0, -1) : [...url.slice(0, -1), trimmed];
}
