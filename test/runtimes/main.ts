import { parseArgs } from "node:util";
import { chromium } from "./hosts/chromium.js";
import type { Host } from "./hosts/host.js";
import { processHosts } from "./hosts/process.js";
import { workerd } from "./hosts/workerd.js";
import { install } from "./installed.js";
import { runOn } from "./run-on.js";
import { stagePackages } from "./staging.js";

const hosts: readonly Host[] = [...processHosts, workerd, chromium];

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => hosts.every((host) => host.name !== name));
if (unknown.length > 0) {
  console.error(`No runtime is named ${unknown.join(" or ")}: use ${hosts.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}
const chosen = hosts.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
await install();
await stagePackages();
let isFine = true;
for (const host of chosen) {
  const version = await host.version();
  if (version === undefined) {
    console.log(`${host.name}: missing; ${host.advice}`);
    if (process.env.CI) isFine = false;
    continue;
  }
  isFine = (await runOn(host, version)) && isFine;
}
process.exitCode = isFine ? 0 : 1;
