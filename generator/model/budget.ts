import { sizeOfJson } from "../json.js";
import type { Place } from "../place.js";
import type { Operation, Server, Webhook } from "./api.js";

/** What is counted, and how much of it a document may describe: several times what the largest known ones do. */
const most = {
  operations: { count: 10_000, what: "operations, webhooks and callbacks" },
  models: { count: 40_000, what: "object schemas" },
  schemas: { count: 300_000, what: "schemas" },
  values: { count: 250_000, what: "values of enums, defaults and examples" },
  parts: { count: 200_000, what: "parameters, responses and other parts of operations" },
  text: { count: 32_000_000, what: "characters of text" },
  circles: { count: 300_000, what: "ways round schemas that refer to each other" },
} as const;

/** Of the parts of one thing: an operation, a server, a choice. */
const mostOfOne = 1_000;
/** Of the members of one object; known ones have some hundred. */
export const mostMembers = 5_000;

/** A document describes more than can be generated. */
export class OverBudget extends Error {
  readonly place: Place;
  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}

/**
 * Bounds what a document expands to: shared parts are read wherever they are used, so that a small file may describe
 * more than any memory holds.
 */
export class Budget {
  readonly #spent = new Map<keyof typeof most, number>();

  /** @throws OverBudget when there is more than any real document has. */
  spend(kind: keyof typeof most, at: { readonly place: Place }, amount: number = 1): void {
    const spent = (this.#spent.get(kind) ?? 0) + amount;
    this.#spent.set(kind, spent);
    const { count, what } = most[kind];
    if (spent <= count) return;
    const limit = count.toLocaleString("en");
    throw new OverBudget(
      `The document describes more than ${limit} ${what}: here it is beyond any real one.`,
      at.place,
    );
  }

  /** @throws OverBudget when one thing has more of its parts than any real one. */
  limit(count: number, what: string, at: { readonly place: Place }, limit: number = mostOfOne): void {
    if (count <= limit) return;
    throw new OverBudget(`There are more than ${limit.toLocaleString("en")} ${what}.`, at.place);
  }

  /** Counts servers with their variables, which every page of the docs lists. */
  spendServers(servers: readonly Server[], at: { readonly place: Place }): void {
    this.limit(servers.length, "servers", at);
    for (const server of servers) {
      this.limit(server.variables.length, "variables of one server", server);
      for (const variable of server.variables) this.limit(variable.enum.length, "values of one variable", server);
    }
  }

  /** Counts an operation with all that is in it: what several share is printed for each of them. */
  spendOperation(operation: Operation | Webhook): void {
    const { parameters, responses, body } = operation;
    const contents = [body, ...responses].flatMap((part) => part?.content ?? []);
    const headers = responses.flatMap((response) => response.headers);
    const others = "security" in operation ? operation.security.length + operation.servers.length : 0;
    const texts = [operation, ...parameters, ...responses, ...headers].map(({ description }) => description.length);
    const parts = parameters.length + responses.length + contents.length + headers.length + others;
    const examples = [...parameters, ...contents].map(({ example }) => sizeOfJson(example));
    this.limit(parts, "parameters, responses and other parts of one operation", operation);
    this.spend("operations", operation);
    this.spend("parts", operation, parts);
    this.spend(
      "values",
      operation,
      examples.reduce((sum, size) => sum + size, 0),
    );
    this.spend("text", operation, operation.summary.length + texts.reduce((sum, length) => sum + length, 0));
  }
}
