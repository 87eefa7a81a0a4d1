import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bare, compileProject, compilers, strictest } from "../compile/compilers.js";
import { packages } from "../compile/repository.js";

/** A statement that must not compile, and words that its message must hold. */
interface Row {
  readonly given: string;
  readonly want: readonly string[];
}

const createBody = ["call .apiTokenCreate(…) first"];

const rows: readonly Row[] = [
  { given: "dynatrace.createApiToken().execute();", want: createBody },
  { given: "dynatrace.createApiToken().executeWithResponse();", want: createBody },
  { given: "dynatrace.createApiToken().tryExecute();", want: createBody },
  { given: "dynatrace.createApiToken().toRequest();", want: createBody },
  { given: "dynatrace.updateApiToken(id).execute();", want: ["call .apiTokenUpdate(…) first"] },
  { given: "dynatrace.lookupApiToken().execute();", want: ["call .apiTokenSecret(…) first"] },
  { given: "okta.upsertApiToken(id).execute();", want: ["call .apiTokenUpdate(…) first"] },
  { given: "launchdarkly.postToken().execute();", want: ["call .accessTokenPost(…) first"] },
  { given: 'launchdarkly.patchToken(id).ldApiVersion("1").execute();', want: ["call .jsonPatchElt(…) first"] },
  { given: "new DynatraceClient({ server: {} });", want: ["'{}'", "DynatraceServer"] },
  { given: 'new DynatraceClient({ server: { name: "managed", environmentId: id } });', want: ["domain", "missing"] },
  { given: "new OktaClient({ server: {} });", want: ["'{}'", "OktaServer"] },
  { given: "new MistClient({ auth: { apiKey: id } });", want: ["apiKey", "MistAuth"] },
  { given: "mist.getOrgApiToken({ orgId: id });", want: ["apitokenId", "missing"] },
  {
    given: 'launchdarkly.postToken().accessTokenPost({ role: "root" });',
    want: ['"root"', '"reader"', '"writer"', '"admin"'],
  },
  { given: 'mist.createOrgApiToken(id).orgApitoken({ name: "ci", key: id });', want: ["'key'", "OrgApitokenInput"] },
];

const head = `import { DynatraceClient, type AccessTokensApiTokensApi } from "@api-tokens/dynatrace";
import type { AccessTokensApi } from "@api-tokens/launchdarkly";
import { MistClient, type OrgsApiTokensApi } from "@api-tokens/mist";
import { OktaClient, type ApiTokenApi } from "@api-tokens/okta";
declare const dynatrace: AccessTokensApiTokensApi;
declare const launchdarkly: AccessTokensApi;
declare const mist: OrgsApiTokensApi;
declare const okta: ApiTokenApi;
declare const id: string;
export const used = [dynatrace, launchdarkly, mist, okta, id, DynatraceClient, MistClient, OktaClient];
`;
const firstLine = head.split("\n").length;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openapi-fluent-errors-"));
  await mkdir(join(folder, "node_modules/@api-tokens"), { recursive: true });
  for (const each of packages) await symlink(each.folder, join(folder, "node_modules", each.name), "junction");
  const compilerOptions = { ...strictest, ...bare.options, noEmit: true };
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["mistakes.ts"] }));
  await writeFile(join(folder, "mistakes.ts"), head + rows.map(({ given }) => given).join("\n"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The whole message of each line's error, with its indented continuation. */
function messagesByLine(output: string): ReadonlyMap<number, string> {
  const messages = new Map<number, string>();
  let line = 0;
  for (const text of output.split("\n")) {
    const match = /mistakes\.ts\((\d+),\d+\): (.*)$/.exec(text);
    if (match !== null) line = Number(match[1]);
    messages.set(line, `${messages.get(line) ?? ""}${match?.[2] ?? text}\n`);
  }
  return messages;
}

describe.each(compilers)("the compile errors of TypeScript $version", (compiler) => {
  test("name what is missing, or wrong", { timeout: 120_000 }, async () => {
    const { exitCode, output } = await compileProject(compiler, folder);
    expect(exitCode).not.toBe(0);
    const messages = messagesByLine(output);
    const unhelpful = rows.flatMap(({ given, want }, index) => {
      const message = messages.get(firstLine + index) ?? "compiles";
      return want.every((words) => message.includes(words)) ? [] : [{ given, want, message }];
    });
    expect(unhelpful).toEqual([]);
    expect(messages.size, "errors elsewhere").toBe(rows.length);
  });
});
