import type { Server } from "../../model/api.js";
import { serverVariableKey } from "../../naming/server-variable.js";
import { lead } from "./block.js";
import { type Cell, cell, code, join, literal, type Markdown, md } from "./markdown.js";
import type { DocsInput } from "./package-docs.js";

/** A server's URL as it is documented: `https://{environmentId}.live.dynatrace.com/api/v2`. */
function urlTemplate(server: Server): string {
  return server.url.map((part) => (typeof part === "string" ? part : `{${serverVariableKey(part.variable)}}`)).join("");
}

/** The default server's URL, or what to do without one. */
export function serverUrl(docs: DocsInput): Markdown {
  const [server] = docs.api.servers;
  return server === undefined ? md`the base URL given as ${code("server")}` : code(urlTemplate(server));
}

/** A row of the README's table of servers. */
export function serverRow(server: Server, isDefault: boolean): { readonly [field: string]: Cell } {
  const variables = server.variables.map((variable) => {
    const told = lead(variable.description).first;
    const values = variable.enum.length > 0 ? md`, one of ${join(variable.enum.map(literal), ", ")}` : md``;
    const need = variable.required ? md`required` : md`default ${literal(variable.default)}`;
    return md`${code(serverVariableKey(variable.name))} (${need}${values})${told === "" ? md`` : md`: ${told}`}`;
  });
  return {
    name: cell(
      server.name === null
        ? md`${isDefault ? md`(default)` : md`–`}`
        : md`${literal(server.name)}${isDefault ? md` (default)` : md``}`,
    ),
    url: cell(code(urlTemplate(server))),
    description: cell(lead(server.description).first),
    variables: cell(variables.length === 0 ? md`–` : join(variables, " ")),
  };
}
