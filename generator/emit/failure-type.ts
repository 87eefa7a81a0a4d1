import type { Operation, Response } from "../model/api.js";
import { bodyType } from "./body-type.js";
import { type Code, code, joinCode, numberLiteral } from "./code.js";
import type { PackageContext } from "./package-context.js";
import { runtimePath } from "./package-paths.js";
import type { SourceFile } from "./source-file.js";

/** The error class of a documented status; other statuses are `ApiError` by their number. */
export const errorClasses: ReadonlyMap<string, string> = new Map([
  ["400", "BadRequestError"],
  ["401", "UnauthorizedError"],
  ["403", "ForbiddenError"],
  ["404", "NotFoundError"],
  ["409", "ConflictError"],
  ["422", "UnprocessableContentError"],
  ["429", "RateLimitError"],
]);

/** Everything that may happen to a call: documented failures by status, then the rest. */
export function failureType(operation: Operation, file: SourceFile, context: PackageContext): Code {
  const documented = failures(operation).map((response) => errorType(response, file, context));
  const members = [...new Set(documented), file.type("CallFailure", runtimePath("errors"))];
  const flat = joinCode(members, " | ");
  const name = context.names.operations.get(operation)?.failureType ?? "";
  const fits = flat.length < 80 && `export type ${name} = ${flat};`.length <= 120;
  return fits ? flat : code`${members.map((member) => code`\n  | ${member}`)}`;
}

/** The documented responses that are not successes. */
export function failures(operation: Operation): readonly Response[] {
  const success = new Set(successes(operation));
  return operation.responses.filter((response) => !success.has(response) && !/^[1-3]/.test(response.status));
}

/** The documented successes: 2xx, or `default` where nothing else is said. */
export function successes(operation: Pick<Operation, "responses">): readonly Response[] {
  const success = operation.responses.filter((response) => response.status.startsWith("2"));
  if (success.length > 0) return success;
  return operation.responses.every((response) => response.status === "default") ? operation.responses : [];
}

function errorType(response: Response, file: SourceFile, context: PackageContext): Code {
  const body = bodyType([response], file, context, code`undefined`);
  const { status } = response;
  const own = errorClasses.get(status);
  const error = (name: string): Code => file.type(name, runtimePath("errors"));
  if (own !== undefined) return code`${error(own)}<${body}>`;
  if (/^5\d\d$/.test(status)) return code`${error("ServerError")}<${body}, ${numberLiteral(Number(status))}>`;
  if (status === "5XX") return code`${error("ServerError")}<${body}>`;
  if (/^\d{3}$/.test(status)) return code`${error("StatusError")}<${numberLiteral(Number(status))}, ${body}>`;
  const others = status === "4XX" ? error("ClientStatus") : error("UndocumentedStatus");
  return code`${error("StatusError")}<${others}, ${body}>`;
}
