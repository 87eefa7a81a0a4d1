import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = join(root, "node_modules/.corpus/run.mjs");
await bundle(fileURLToPath(new URL("run.ts", import.meta.url)), program);
await import(program);
