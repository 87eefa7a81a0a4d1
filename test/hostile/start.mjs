import { parseArgs } from "node:util";
import { startVitest } from "vitest/node";

const options = { full: { type: "boolean" }, testNamePattern: { type: "string", short: "t" } };
const { values, positionals } = parseArgs({ options, allowPositionals: true });
if (values.full) process.env.OPENAPI_FLUENT_HOSTILE = "full";
const { testNamePattern } = values;
if (positionals.length > 0 || testNamePattern) process.env.OPENAPI_FLUENT_HOSTILE_PART = "yes";
const config = "test/hostile/vitest.config.ts";
const vitest = await startVitest("test", positionals, { config, watch: false, testNamePattern });
await vitest.close();
