import type { Socket } from "node:net";
import type { PlainAnswer, Target } from "./operations.js";

/** What an attempt comes to, by the design's own words. */
export type Effect =
  /** Nothing: the answer is fine after all. */
  | "none"
  /** No status arrived. */
  | "no-response"
  /** The plain answer's status arrived, and its body did not. */
  | "broken-body"
  /** No status arrived in time. */
  | "timeout"
  /** The body did not arrive in time. */
  | "body-timeout"
  /** The server answered with a status that is no success. */
  | { readonly status: number }
  /** It points elsewhere. */
  | { readonly redirect: number }
  /** A response arrived that cannot be used; `status`: where it is another than the plain answer's. */
  | { readonly problem: string; readonly status?: number }
  /** The platform decides which. */
  | { readonly either: readonly Effect[] };

/** What a fault may use. */
export interface Exchange {
  readonly socket: Socket;
  readonly plain: PlainAnswer;
  /** The origin that must see nothing. */
  readonly foreign: string;
  /** Calls again and again until the socket is closed. */
  every(milliseconds: number, work: () => void): void;
}

/** One thing that a server does wrong, once. */
export interface Fault {
  readonly name: string;
  /** When it strikes: once the request is there, unless it says otherwise. */
  readonly at?: "connected" | "first-byte";
  readonly act: (exchange: Exchange) => void;
  /** What comes of it; a function where that depends on the operation. */
  readonly effect: Effect | ((target: Target) => Effect);
  /** Costs much: not tried everywhere in the run of CI. */
  readonly isHeavy?: true;
}

/** A body that matters, or that nobody reads. */
export function ofBody(effect: Effect): (target: Target) => Effect {
  return ({ hasBody }) => (hasBody ? effect : "none");
}

/** The plain answer with other bytes for its body, framed by its length. */
export function withBody(
  { status }: PlainAnswer,
  body: Buffer | string,
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  const bytes = Buffer.from(body as string);
  const all = { "Content-Type": "application/json", "Content-Length": String(bytes.length), ...headers };
  return Buffer.concat([headOf(`HTTP/1.1 ${bodied(status)} OK`, all), bytes]);
}

/** A head. */
export function headOf(statusLine: string, headers: Readonly<Record<string, string>>): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${statusLine}\r\n${lines.join("")}\r\n`, "latin1");
}

/** A status that may have a body. */
function bodied(status: number): number {
  return status === 204 ? 200 : status;
}
