import type { ResponseDescriptor } from "./descriptor.js";
import type { MinimalHeaders } from "./platform.js";

/**
 * The documented headers of a response, decoded, by their documented spelling; what is absent or unreadable is left
 * out.
 */
export function decodeHeaders(
  descriptor: ResponseDescriptor | undefined,
  headers: MinimalHeaders,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(descriptor?.headers ?? {}).flatMap(([name, kind]) => {
    const text = headers.get(name);
    const value = text === null ? undefined : decodeHeader(text, kind);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function decodeHeader(text: string, kind: "string" | "number" | "boolean" | "list"): unknown {
  switch (kind) {
    case "string":
      return text;
    case "number":
      return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
    case "boolean":
      return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined;
    case "list":
      return text.split(",").flatMap((item) => item.trim() || []);
  }
}

/** The id that the server gave the request. */
export function requestIdOf(headers: MinimalHeaders): string | undefined {
  for (const name of ["x-request-id", "x-okta-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"]) {
    const value = headers.get(name);
    if (value) return value.slice(0, 200);
  }
  return undefined;
}
