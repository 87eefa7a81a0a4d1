import type { SpecNode } from "../load/spec-node.js";
import type { ServerVariable, Skipped } from "./api.js";
import { ownFlag } from "./own-extension.js";

type Next = string | { readonly name: string } | undefined;

/** Where in a URL a variable stands: what may be there, and an example of it. */
interface Position {
  readonly usable: RegExp;
  readonly example: (name: string) => string;
}

/**
 * Reads a variable of a server's URL. One without a description, or whose default cannot stand where it is, must be
 * given by the caller.
 * @param before The URL up to it.
 */
export function readServerVariable(
  name: string,
  node: SpecNode | null,
  before: string,
  next: Next,
  skipped: Skipped[],
): ServerVariable {
  const position = positionOf(before, next);
  const example = position.example(name);
  if (node === null) return { name, default: example, enum: [], required: true, description: "" };
  const fallback = text(node.at("default"));
  const values = node
    .at("enum")
    .items()
    .flatMap((item) => text(item) ?? []);
  if (fallback !== null && values.length > 0 && !values.includes(fallback)) {
    node.at("default").warning("OF1403", "The default is not in the enum.", "Add it there, or correct it.");
  }
  const isGiven = fallback !== null && position.usable.test(fallback);
  const isRequired = ownFlag(node.at("x-required"), skipped);
  return {
    name,
    default: isGiven ? fallback : (values.find((value) => position.usable.test(value)) ?? example),
    enum: values,
    required: isRequired || !isGiven,
    description: node.at("description").prose(),
  };
}

/** YAML makes numbers of ports and versions that stand without quotes. */
function text(node: SpecNode): string | null {
  if (typeof node.value === "number" || typeof node.value === "boolean") return String(node.value);
  return node.value === undefined || node.value === null ? null : node.string();
}

function positionOf(before: string, next: Next): Position {
  const after = next ?? "";
  const follows = (pattern: RegExp): boolean => typeof after === "string" && pattern.test(after);
  if (before === "") {
    if (follows(/^:\/\//)) return { usable: /^https?$/i, example: () => "https" };
    return { usable: /^(https?:\/\/|\/)/i, example: () => "https://api.example.com" };
  }
  const start = before.indexOf("://");
  const authority = start < 0 ? null : before.slice(start + 3);
  if (authority === null || authority.includes("/")) return { usable: /^[\w.~!$&'()*+,;=:@%/-]*$/, example: label };
  if (/:$/.test(authority)) return { usable: /^\d{1,5}$/, example: () => "443" };
  // Behind the host, a default such as `:8443` or `/v2` brings its own separator.
  if (authority !== "" && (after === "" || follows(/^\//))) return { usable: /^[\w.:/~%-]*$/, example: label };
  const isWhole = authority === "" && (after === "" || follows(/^[/:]/));
  return { usable: /^[\w.:-]+$/, example: isWhole ? () => "api.example.com" : label };
}

function label(name: string): string {
  return name.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "value";
}
