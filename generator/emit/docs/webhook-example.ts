import type { Webhook } from "../../model/api.js";
import { type Code, code, identifier, joinCode, numberLiteral, stringLiteral } from "../code.js";
import { successes } from "../failure-type.js";
import { bringsJson, type WebhookMap } from "../webhook-maps.js";
import { importLine } from "./example-setup.js";
import type { DocsInput } from "./package-docs.js";

/** A handler of the first webhook that brings JSON; `null` when none does. */
export function webhookExample(docs: DocsInput, map: WebhookMap): Code | null {
  const member = [...map.members].find(([, all]) => all.some(bringsJson));
  if (member === undefined) return null;
  const [key, all] = member;
  const received = all.find(bringsJson);
  return joinCode(
    [
      importLine(docs, [map.parse, "WebhookError"]),
      code``,
      code`/** Takes the body of a request as it arrived, and says which status to answer with. */`,
      code`export function receive(body: string): number {`,
      code`  try {`,
      code`    const payload = ${identifier(map.parse)}(${stringLiteral(key)}, body);`,
      code`    console.log(payload);`,
      code`    return ${numberLiteral(received === undefined ? 200 : successStatus(received))};`,
      code`  } catch (error) {`,
      code`    if (error instanceof WebhookError) return 400;`,
      code`    throw error;`,
      code`  }`,
      code`}`,
    ],
    "\n",
  );
}

/** The documented status that says that all is well. */
function successStatus(webhook: Webhook): number {
  const status = Number(successes(webhook)[0]?.status);
  return Number.isInteger(status) ? status : 200;
}
