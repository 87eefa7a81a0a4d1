import type { ValuePlan } from "./descriptor.js";
import { platform } from "./platform.js";
import { register, SdkError } from "./sdk-error.js";
import { wrapSecrets } from "./value-plan.js";

/** The body of a webhook or callback is not JSON in UTF-8: answer it with status 400. */
export class WebhookError extends SdkError {
  readonly code: "invalid_webhook" = "invalid_webhook";
  /** The name of the webhook or callback. */
  readonly webhook: string;
  /** Why the body cannot be read: its bytes are not UTF-8, or its text is not JSON. */
  readonly problem: "encoding" | "json";

  // The error of the platform is no cause of it: its message may quote the body, which may hold a secret.
  constructor(webhook: string, problem: "encoding" | "json") {
    super(`${webhook}: the body is not ${problem === "encoding" ? "valid UTF-8" : "JSON"}`);
    this.webhook = webhook;
    this.problem = problem;
  }

  static {
    register(WebhookError, "WebhookError");
  }
}

/** Reads the body of a webhook or callback: its JSON, with a `Secret` wherever its plan has one. */
export function readPayload(
  name: string,
  body: string | Uint8Array,
  plans: Readonly<Record<string, ValuePlan>> = {},
): unknown {
  // A framework may have parsed it already; that is no fault of who sent it.
  if (typeof body !== "string" && !(body instanceof ArrayBuffer) && !ArrayBuffer.isView(body)) {
    throw new TypeError(`${name}: the body must be given as it arrived, as a string or bytes.`);
  }
  const text = typeof body === "string" ? body.replace(/^\ufeff/, "") : decoded(name, body);
  try {
    // Within: what is nested deeper than any stack is no JSON that a server means to send.
    return wrapSecrets(JSON.parse(text), Object.hasOwn(plans, name) ? plans[name] : undefined);
  } catch {
    throw new WebhookError(name, "json");
  }
}

function decoded(name: string, body: Uint8Array): string {
  try {
    return new platform.TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new WebhookError(name, "encoding");
  }
}
