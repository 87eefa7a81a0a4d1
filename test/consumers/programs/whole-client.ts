/** The names of an environment's tokens, through the client. */
import { DynatraceClient } from "@api-tokens/dynatrace";

export async function tokenNames(server: string): Promise<(string | undefined)[]> {
  const client = new DynatraceClient({ server, auth: { apiToken: "dynatrace-credential" } });
  const names: (string | undefined)[] = [];
  for await (const token of client.accessTokensApiTokens.listApiTokens()) names.push(token.name);
  return names;
}
