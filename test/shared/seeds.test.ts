import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { camelCase } from "../../generator/naming/words.js";
import { sharedPath } from "./shared-folder.js";

/** Each seed beside the pages that answer it. The Python seed's methods are those of the Go one. */
const pages = [
  { seed: "000_eb045c429437aaa5.txt", page: "mist/docs/SelfApiTokenApi.md" },
  { seed: "001_f4fa8575852f71f4.txt", page: "dynatrace/docs/AccessTokensApiTokensApi.md" },
  { seed: "002_977aa012a293a394.txt", page: "mist/docs/SelfApiTokenApi.md" },
  { seed: "003_35fa3c70d56519c8.txt", page: "okta/docs/ApiTokenApi.md" },
  { seed: "004_f20893bfaffdac67.txt", page: "launchdarkly/docs/AccessTokensApi.md" },
];

/** What a seed documents of one method. */
interface SeedMethod {
  readonly name: string;
  readonly route: string | null;
  readonly parameters: readonly string[];
  readonly defaults: readonly string[];
  readonly statuses: readonly string[];
}

it.for(pages)("$page has every method, parameter, default and error of $seed", (given, context) => {
  const seed = readFileSync(sharedPath(context, "seeds", given.seed), "utf8");
  const page = readFileSync(new URL(`../../generated/${given.page}`, import.meta.url), "utf8");
  const methods = seedMethods(seed);
  expect(methods.length).toBeGreaterThanOrEqual(3);
  for (const method of methods) {
    const section = page.split(/^## /m).find((part) => part.startsWith(`${method.name}\n`));
    expect(section, method.name).toBeDefined();
    if (method.route !== null) expect(page).toContain(`\`${method.route}\``);
    for (const parameter of method.parameters) expect(section, method.name).toContain(`| \`${parameter}\` |`);
    for (const value of method.defaults) expect(section, method.name).toContain(value);
    for (const status of method.statuses) expect(section, method.name).toContain(`| ${status} |`);
  }
});

function seedMethods(seed: string): readonly SeedMethod[] {
  return seed.includes("Method | HTTP request") ? openApiGeneratorMethods(seed) : apimaticMethods(seed);
}

/** `## GetToken` with tables of parameters, as openapi-generator writes them. */
function openApiGeneratorMethods(seed: string): readonly SeedMethod[] {
  return seed
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const name = section.slice(0, section.indexOf("\n")).trim();
      const route = new RegExp(`#${name}\\) \\| \\*\\*(\\w+)\\*\\* (\\S+) \\|`).exec(seed);
      const rows = [...section.matchAll(/^ ?\*\*(\w+)\*\* \| .*$/gm)].filter(([, parameter]) => parameter !== "ctx");
      return {
        name: camelCase(name),
        route: route === null ? null : `${route[1]?.toUpperCase()} ${route[2]}`,
        parameters: rows.map(([, parameter]) => camelCase(capitalized(parameter ?? ""))),
        defaults: rows.flatMap(([row]) => /default to &quot;(.*?)&quot;/.exec(row)?.[1] ?? []),
        statuses: [],
      };
    });
}

/** `# Get Api Token` with a table of parameters and one of errors, as APIMatic writes them. */
function apimaticMethods(seed: string): readonly SeedMethod[] {
  return seed
    .split(/^# /m)
    .filter((section) => section.includes("## Errors"))
    .map((section) => {
      const names = [...section.matchAll(/^\| `(\w+)` \| .* (?:Template|Body), /gm)].map(([, name]) => name ?? "");
      return {
        name: camelCase(section.slice(0, section.indexOf("\n"))),
        route: null,
        // The body's setter carries the name of its schema here.
        parameters: names.map((name) => (name === "body" ? "userApitoken" : camelCase(name))),
        defaults: [],
        statuses: [...section.matchAll(/^\| (\d{3}) \|/gm)].map(([, status]) => status ?? ""),
      };
    });
}

/** Go's `jSONPatchElt` is `JSONPatchElt` with its first letter made small. */
function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
