import { parseArgs } from "node:util";
import { startVitest } from "vitest/node";

const { values, positionals } = parseArgs({ options: { full: { type: "boolean" } }, allowPositionals: true });
if (values.full) process.env.OPENAPI_FLUENT_HOSTILE = "full";
if (positionals.length > 0) process.env.OPENAPI_FLUENT_HOSTILE_PART = positionals.join(" ");
const vitest = await startVitest("test", positionals, { config: "test/hostile/vitest.config.ts", watch: false });
await vitest.close();
