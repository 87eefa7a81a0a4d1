import { expect } from "vitest";
import type { OperationDescriptor } from "../../../../templates/runtime/descriptor.js";
import type { ErrorContext } from "../../../../templates/runtime/errors.js";
import { type RawBehaviour, type RawServer, startRawServer } from "../raw-server.js";

/** One entry of `runtime-attacks.json`. */
export interface Attack {
  readonly id: string;
  readonly category: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly expect: string;
  readonly wire_path?: string;
}

/** Carries an entry out and checks its outcome; rejects where the outcome is another, or where nobody knows what to do. */
export type Interpreter = (attack: Attack) => Promise<void>;

/** What an error may say of itself. */
export interface Failure extends ErrorContext {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly parameter?: string;
  readonly problem?: string;
  readonly status?: number;
  readonly target?: string;
  readonly outcome?: string;
  readonly reconcile?: { readonly id?: string };
  readonly retryAfter?: number;
  readonly cursor?: unknown;
  readonly limit?: string;
  readonly contentType?: string;
  readonly body?: unknown;
  readonly reason?: string;
}

/** What work rejects with; fails where it does not, or where it is no error of ours. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  let error: unknown;
  try {
    await work;
  } catch (thrown) {
    error = thrown;
  }
  expect(typeof (error as Failure | undefined)?.code, `a typed error, not ${String(error)}`).toBe("string");
  return error as Failure;
}

/** A typed refusal, or what the work gave. */
export async function refusalOf(work: () => Promise<unknown>): Promise<Failure | undefined> {
  try {
    await work();
    return undefined;
  } catch (thrown) {
    expect(String((thrown as Failure).code)).toMatch(/^(invalid|missing)_parameter$/);
    return thrown as Failure;
  }
}

/** Runs work with a server, and with a second origin that must see nothing. */
export async function withServers(
  behaviour: RawBehaviour | ((evil: string) => RawBehaviour),
  work: (server: RawServer, evil: RawServer) => Promise<void>,
): Promise<void> {
  const evil = await startRawServer(
    { answer: (socket) => void socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") },
    "127.0.0.2",
  );
  const server = await startRawServer(typeof behaviour === "function" ? behaviour(evil.url) : behaviour);
  try {
    await work(server, evil);
    expect(evil.connections(), "connections to the second origin").toBe(0);
  } finally {
    await Promise.all([server.stop(), evil.stop()]);
  }
}

/** Answers everything with these bytes. */
export function always(text: string | Buffer): RawBehaviour {
  return { answer: (socket) => void socket.write(text) };
}

/** A response with JSON, or other text, and its length. */
export function reply(body: string | Buffer, headers: readonly string[] = [], status: number = 200): Buffer {
  const bytes = Buffer.from(body as string);
  const types = headers.some((header) => /^content-type:/i.test(header)) ? [] : ["Content-Type: application/json"];
  const lengths = headers.some((header) => /^(content-length|transfer-encoding):/i.test(header))
    ? []
    : [`Content-Length: ${bytes.length}`];
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} Odd\r\n${[...types, ...lengths, ...headers].join("\r\n")}\r\n\r\n`, "latin1"),
    bytes,
  ]);
}

/** Runs the entry of a table that a text names. */
export async function entryOf<Given>(table: Readonly<Record<string, Given>>, text: unknown): Promise<Given> {
  const found = typeof text === "string" && Object.hasOwn(table, text) ? table[text] : undefined;
  if (found === undefined) throw new Error(`nobody knows what to do about ${JSON.stringify(text)}`);
  return found;
}

/** A path `/v1/tokens/{id}/revoke`. */
export const revoke: Pick<OperationDescriptor, "name" | "method" | "path" | "responses"> = {
  name: "revokeToken",
  method: "POST",
  path: ["/v1/tokens/", { name: "id" }, "/revoke"],
  responses: {},
};
