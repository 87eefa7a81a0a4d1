import { join } from "node:path";
import type { BuiltPackage } from "../../../generator/build-package.js";
import { hasTwoForms } from "../../../generator/emit/package-context.js";
import { runtimeNames } from "../../../generator/emit/public-runtime.js";
import type { Model } from "../../../generator/model/api.js";
import { type Direction, formsOf } from "../../../generator/model/forms.js";
import { planNames } from "../../../generator/naming/plan-names.js";

/** A component schema, and the type of ours that must be the same. */
export interface Comparison {
  /** `document Component direction`, as the table of known differences names it. */
  readonly name: string;
  readonly schema: string;
  readonly direction: Direction;
  readonly type: string;
  readonly file: string;
}

/** Every component schema of a document, in each form that it has. */
export function comparisonsOf(document: string, { api }: BuiltPackage): readonly Comparison[] {
  const forms = formsOf(api);
  const target = { packageName: "@test/api", clientClass: "TestClient", lock: new Map(), runtimeNames: runtimeNames() };
  const { plan } = planNames(api, target);
  return [...api.models.values()].flatMap((model) => {
    const schema = componentName(model, api.file);
    const names = plan.models.get(model.id);
    const form = forms.get(model.id);
    if (schema === null || names === undefined || form === undefined) return [];
    const one = (direction: Direction, type: string): Comparison => ({
      name: `${document} ${schema} ${direction}`,
      schema,
      direction,
      type,
      file: names.file,
    });
    if (hasTwoForms(form)) return [one("response", names.type), one("request", names.inputType)];
    return [one(form.response ? "response" : "request", names.type)];
  });
}

function componentName({ place }: Model, file: string): string | null {
  const [, step] = /^\/components\/schemas\/([^/]+)$/.exec(place.pointer) ?? [];
  return step === undefined || place.file !== file ? null : step.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The two ways in which types are compared. */
export type View = "types" | "members";

/** The conformance file of a document: a type alias that must be `true` for each comparison, a line each. */
export function conformanceFile(comparisons: readonly Comparison[]): string {
  const lines = comparisons.map(({ schema, direction, type, file }, index) => {
    const ours = `import("./src/models/${file}.js").${type}`;
    const theirs = `import("./${direction}.js").components["schemas"][${JSON.stringify(schema)}]`;
    return `export const c${index}: Mutual<${ours}, ${theirs}> = true;`;
  });
  return `${mutual}\n${lines.join("\n")}\n`;
}

/** One line, so that the first comparison is on the second. What has become `any` is no comparison. */
const mutual = [
  'type Mutual<A, B> = 0 extends 1 & A ? "ours is any" : 0 extends 1 & B ? "theirs is any"',
  ': [A] extends [B] ? ([B] extends [A] ? true : "theirs is wider") : "ours is wider";',
].join(" ");

/** The files of a package's models, with the normalisations that are allowed: open enums are closed. */
export function modelFiles({ files }: BuiltPackage, folder: string, view: View): ReadonlyMap<string, string> {
  const models = files.filter(({ path }) => path.startsWith("src/models/"));
  return new Map([
    ...models.map(({ path, text }) => [join(folder, path), inView(closed(text), view)] as const),
    ...Object.entries(runtime).map(([path, text]) => [join(folder, "src/runtime", path), text] as const),
  ]);
}

/** What stands in for modules of the runtime: a secret and a file are text, no variant is unknown to the document. */
const runtime: Readonly<Record<string, string>> = {
  "secret.ts": "export type Secret = string;\nexport type Revealable = string;\n",
  "platform.ts": "export type FileInput = string;\nexport type BinaryInput = string;\n",
  "unknown-variant.ts": "export type UnknownVariant<Name extends string> = Name & never;\n",
};

/** A union without the arm that stands for values unknown to the document. */
function closed(text: string): string {
  return text.replaceAll("(string & {})", "never").replaceAll("(number & {})", "never");
}

/** In the view of members, an optional property is one that may be `undefined`: one that is missing shows, too. */
export function inView(text: string, view: View): string {
  return view === "types" ? text : text.replace(/(?<!-)\?:(\s*\|)?/g, (_, bar?: string) => `: undefined${bar ?? " |"}`);
}
