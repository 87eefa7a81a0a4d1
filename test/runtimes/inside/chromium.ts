import { casesOf } from "./all-cases.js";
import { connect } from "./control.js";
import { renderings } from "./plain-renderings.js";
import { runCases } from "./run-cases.js";

const query = new URL(import.meta.url).searchParams;
const control = connect(query.get("control") ?? "");
const { cases, excluded } = casesOf("chromium");
await runCases(cases, control, renderings, 8);
await control.ask("done", excluded);
