import { errorClasses } from "../failure-type.js";

/** The error class of a status or range, and the parts of its type that come before and after the body's. */
export function errorClass(status: string): { readonly name: string; readonly before: string; readonly after: string } {
  const own = errorClasses.get(status);
  if (own !== undefined) return { name: own, before: `${own}<`, after: ">" };
  if (status === "5XX") return { name: "ServerError", before: "ServerError<", after: ">" };
  if (/^5\d\d$/.test(status)) return { name: "ServerError", before: "ServerError<", after: `, ${status}>` };
  return { name: "ApiError", before: `ApiError<${/^\d+$/.test(status) ? status : "number"}, `, after: ">" };
}
