/** The names of an environment's tokens, through a single request class. */
import { ListApiTokensRequest } from "@api-tokens/dynatrace/apis/access-tokens-api-tokens";
import { createCore } from "@api-tokens/dynatrace/core";

export async function tokenNames(server: string): Promise<(string | undefined)[]> {
  const core = createCore({ server, auth: { apiToken: "dynatrace-credential" } });
  const names: (string | undefined)[] = [];
  for await (const token of new ListApiTokensRequest(core)) names.push(token.name);
  return names;
}
