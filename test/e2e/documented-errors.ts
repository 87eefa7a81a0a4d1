import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import type { ClassOf } from "./cases/check.js";
import { mist } from "./packages.js";

/** One documented status of an operation that is not a success. */
export interface DocumentedError {
  readonly operationId: string;
  readonly status: number;
  /** The example body; `undefined` where the response has no body. */
  readonly body: unknown;
}

interface SpecResponse {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly example?: unknown }>>;
}
interface Spec {
  readonly paths: Readonly<Record<string, Readonly<Record<string, SpecOperation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, SpecResponse>> };
}
interface SpecOperation {
  readonly operationId?: string;
  readonly responses?: Readonly<Record<string, SpecResponse>>;
}

/** The classes that stand for a status; those of any package are those of each. */
export const errorClasses: ReadonlyMap<number, ClassOf<mist.ApiError>> = new Map<number, ClassOf<mist.ApiError>>([
  [400, mist.BadRequestError],
  [401, mist.UnauthorizedError],
  [403, mist.ForbiddenError],
  [404, mist.NotFoundError],
  [409, mist.ConflictError],
  [422, mist.UnprocessableContentError],
  [429, mist.RateLimitError],
]);

/** All documented statuses of all operations of a spec that are not successes. */
export function documentedErrors(file: string): readonly DocumentedError[] {
  const spec = parse(readFileSync(resolve(import.meta.dirname, "../../specs", file), "utf8")) as Spec;
  const operations = Object.values(spec.paths).flatMap((item) => Object.values(item));
  return operations.flatMap(({ operationId, responses }) =>
    operationId === undefined ? [] : errorsOf(spec, operationId, responses ?? {}),
  );
}

function errorsOf(
  spec: Spec,
  operationId: string,
  responses: Readonly<Record<string, SpecResponse>>,
): readonly DocumentedError[] {
  return Object.entries(responses).flatMap(([status, response]) => {
    if (status.startsWith("2")) return [];
    const name = response.$ref?.replace("#/components/responses/", "");
    const { content = {} } = name === undefined ? response : (spec.components.responses[name] ?? {});
    return [{ operationId, status: Number(status), body: Object.values(content)[0]?.example }];
  });
}
