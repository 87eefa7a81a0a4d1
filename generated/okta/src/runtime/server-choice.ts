import type { ApiDescriptor, ServerDescriptor } from "./descriptor.js";
import { InvalidParameterError } from "./errors.js";
import { type BaseUrl, buildServerUrl, isRelative, readBaseUrl } from "./server-url.js";

/**
 * The server that a client's options choose: a base URL, or one of the documented servers with values for its
 * variables.
 */
export type ServerChoice =
  | { readonly kind: "url"; readonly base: BaseUrl }
  | { readonly kind: "named"; readonly name: string | undefined; readonly values: Readonly<Record<string, unknown>> };

/** Checks the `server` option against the documented servers and returns the choice with the URL that it means. */
export function chooseServer(given: unknown, api: ApiDescriptor): [ServerChoice, BaseUrl] {
  const { servers, operationVariables = [] } = api;
  if (typeof given === "string") {
    const base = readBaseUrl(given);
    return [{ kind: "url", base }, base];
  }
  if (given !== undefined && !isRecord(given)) {
    throw new InvalidParameterError(
      "server",
      "must be a base URL as text, or an object with a server's name and variables",
    );
  }
  const { name, ...values } = (given ?? {}) as { readonly name?: unknown; readonly [variable: string]: unknown };
  if (name !== undefined && typeof name !== "string")
    throw new InvalidParameterError("server.name", "must be a string");
  const choice: ServerChoice = { kind: "named", name, values };
  const server = findServer(servers, name);
  if (server === undefined) {
    const names = servers.flatMap((one) => (one.name === undefined ? [] : [one.name])).join(", ");
    if (name === undefined) throw new InvalidParameterError("server", "must be given: the API documents no URL");
    throw new InvalidParameterError("server.name", `is none of the documented servers: ${names || "none has a name"}`);
  }
  for (const variable of Object.keys(values)) {
    if (operationVariables.includes(variable)) continue;
    if (!server.url.some((part) => typeof part === "object" && part.variable === variable)) {
      throw new InvalidParameterError(`server.${variable}`, "is not a variable of this server");
    }
  }
  return [choice, buildServerUrl(server, values)];
}

/**
 * The URL of an operation that has servers of its own. A base URL of the caller stands in place of those, too; where
 * the API's own servers have no host, it is what gives all of them one.
 */
export function operationServer(
  { api, choice, base }: { readonly api: ApiDescriptor; readonly choice: ServerChoice; readonly base: BaseUrl },
  servers: readonly ServerDescriptor[],
): BaseUrl {
  if (choice.kind === "url") {
    const [first] = servers;
    const isOnItsHost = api.servers.length === 0 && first !== undefined && first.variables === undefined;
    return isOnItsHost && isRelative(first) ? buildServerUrl(first, {}, base) : base;
  }
  const server = findServer(servers, choice.name) ?? servers[0];
  if (server === undefined) throw new InvalidParameterError("server", "must be given: the operation documents no URL");
  return buildServerUrl(server, choice.values, base);
}

/** An object without a class: a `URL` has no members of its own, and would be taken for the first server. */
function isRecord(given: unknown): given is object {
  if (typeof given !== "object" || given === null) return false;
  const prototype: unknown = Object.getPrototypeOf(given);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function findServer(servers: readonly ServerDescriptor[], name: string | undefined): ServerDescriptor | undefined {
  return name === undefined ? servers[0] : servers.find((server) => server.name === name);
}
