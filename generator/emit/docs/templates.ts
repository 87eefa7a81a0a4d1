import { readFileSync } from "node:fs";
import Handlebars from "handlebars";
import type { Markdown } from "./markdown.js";

/** What a template may show: Markdown that went through an escaper, and conditions. */
export interface View {
  readonly [field: string]: Markdown | boolean | View | readonly View[] | readonly Markdown[];
}

/** The constant templates of this program, in `templates/` of its package. */
export type TemplateName = "README.md" | "tag-page.md" | "model-page.md" | "webhooks-page.md";

/** Source and compiled code stand equally deep below the package. */
const folder = new URL("../../../templates/", import.meta.url);
const compiled = new Map<TemplateName, (view: View) => string>();

/**
 * Fills a template. A field that the view does not have is an error; nothing is escaped here, the view is Markdown
 * already.
 */
export function render(name: TemplateName, view: View): string {
  let template = compiled.get(name);
  if (template === undefined) {
    template = Handlebars.compile<View>(readFileSync(new URL(`${name}.hbs`, folder), "utf8"), {
      noEscape: true,
      strict: true,
      knownHelpersOnly: true,
    });
    compiled.set(name, template);
  }
  return `${template(view).trim()}\n`;
}
