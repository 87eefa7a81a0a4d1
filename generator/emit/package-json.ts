import type { EmittedFile } from "./generated-file.js";
import { jsonText } from "./json-text.js";

/** Members of an existing package.json that belong to its owner: kept as they are, and no edit when they change. */
export const ownersMembers: readonly string[] = [
  "version",
  "license",
  "author",
  "repository",
  "homepage",
  "bugs",
  "keywords",
  "private",
  "publishConfig",
];

const engines = { node: ">=20.19.0" };

/** `package.json`, from an allow-list: no lifecycle scripts, no dependencies, no name from the document. `modules` are served besides. */
export function packageJson(
  name: string,
  title: string,
  existing: Readonly<Record<string, unknown>>,
  modules: readonly string[] = [],
): EmittedFile {
  const kept = Object.fromEntries(
    ownersMembers.filter((key) => Object.hasOwn(existing, key)).map((key) => [key, existing[key]]),
  );
  const { version = "0.1.0", license = "Apache-2.0", ...others } = kept;
  const manifest = {
    name,
    version,
    description: title.trim() === "" ? "TypeScript client." : `TypeScript client for ${title.trim()}.`,
    license,
    ...others,
    type: "module",
    sideEffects: false,
    engines,
    exports: {
      ".": conditions("./dist/index"),
      "./core": conditions("./dist/core"),
      "./apis/*": conditions("./dist/apis/*"),
      "./models/*": conditions("./dist/models/*"),
      ...Object.fromEntries(modules.map((module) => [`./${module}`, conditions(`./dist/${module}`)])),
      "./package.json": "./package.json",
    },
    types: "./dist/index.d.ts",
    files: ["dist", "docs", "api.txt", "CHANGELOG.md"],
    scripts: { build: "tsc" },
  };
  return { path: "package.json", text: jsonText(manifest) };
}

/** `tsconfig.json` of a package: the strictest flags, no platform types, source maps that hold their sources. */
export function packageTsconfig(): EmittedFile {
  const compilerOptions = {
    target: "es2022",
    lib: ["es2022"],
    types: [],
    module: "nodenext",
    rootDir: "src",
    outDir: "dist",
    declaration: true,
    sourceMap: true,
    inlineSources: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    isolatedDeclarations: true,
    erasableSyntaxOnly: true,
  };
  return { path: "tsconfig.json", text: jsonText({ compilerOptions, include: ["src"] }) };
}

function conditions(path: string): { readonly types: string; readonly default: string } {
  return { types: `${path}.d.ts`, default: `${path}.js` };
}
