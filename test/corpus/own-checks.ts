import { isDeepStrictEqual } from "node:util";
import type { DrawnCall } from "./conformance.js";
import { objectOf } from "./raw-document.js";
import type { RawOperation } from "./raw-operations.js";
import type { CapturedRequest } from "./validator.js";

/** What the validator does not look at: method, path template, cookies, and whether values arrived as they were given. */
export function ownFindings(
  operation: RawOperation,
  drawn: DrawnCall,
  captured: CapturedRequest,
  basePath: string,
  credentials: ReadonlySet<string>,
): readonly string[] {
  const url = new URL(captured.url);
  const findings: string[] = [];
  if (captured.method !== operation.method) findings.push(`the method is ${captured.method}`);
  if (!pathPattern(operation.template).test(url.pathname.slice(basePath.length))) {
    findings.push("the path does not match the operation's template");
  }
  const template = withoutQueryNames(operation.template);
  const [, fixed = ""] = template.split(/[?#]/);
  for (const [name, value] of template.includes("?") ? new URLSearchParams(fixed) : []) {
    if (!url.searchParams.getAll(name).includes(value))
      findings.push(`the path's own query parameter ${name} is missing`);
  }
  const cookies = new Map(
    (captured.headers.cookie ?? "").split("; ").map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [decoded(name), decoded(value.join("="))] as const;
    }),
  );
  for (const [parameter, value] of drawn.parameters) {
    const { name, in: place, node } = parameter;
    if (typeof value === "object" || objectOf(node.value).content !== undefined) continue;
    const arrived =
      place === "query"
        ? url.searchParams.get(name)
        : place === "header"
          ? captured.headers[name.toLowerCase()]
          : place === "cookie"
            ? cookies.get(name)
            : undefined;
    if (place === "path" || place === "querystring" || credentials.has(`${place} ${name.toLowerCase()}`)) continue;
    if (arrived !== String(value))
      findings.push(`${place} ${name} arrived as ${JSON.stringify(arrived)}, not ${JSON.stringify(value)}`);
  }
  return [...findings, ...bodyFindings(drawn, captured)];
}

function bodyFindings({ body }: DrawnCall, { headers, body: bytes }: CapturedRequest): readonly string[] {
  if (body === null) return bytes === undefined ? [] : ["a body was sent that was not given"];
  if (body.as === "none") return ["the generator expresses no body"];
  const type = headers["content-type"] ?? "";
  const essence = (text: string): string => (text.split(";")[0] ?? "").trim().toLowerCase();
  const findings =
    essence(type) === essence(body.mediaType) || body.mediaType.includes("*") ? [] : [`content-type is ${type}`];
  if (bytes === undefined) return [...findings, "no body was sent"];
  const text = new TextDecoder().decode(bytes);
  if (body.as === "json" && !isDeepStrictEqual(parsed(text), body.value))
    findings.push("the JSON body is not what was given");
  if (body.as === "binary" && !isDeepStrictEqual(bytes, body.value)) findings.push("the bytes are not what was given");
  if (body.as === "text" && text !== body.value) findings.push("the text body is not what was given");
  return findings;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Literal text stands as a URL parser writes it; a variable is anything within one segment. */
/** `{?a,b}` names query parameters, which the document describes. */
function withoutQueryNames(template: string): string {
  return template.replace(/\{[?&][^{}]*\}/g, "");
}

function pathPattern(template: string): RegExp {
  const [path = ""] = withoutQueryNames(template).split(/[?#]/);
  const parts = path.split(/\{[^{}]*\}/).map((literal) => {
    const normal = new URL(`http://h/x${literal}`).pathname.slice(2);
    return normal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("[^/]+")}$`);
}
