import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { generate } from "../../../dist/index.js";

/** Generates a package of each document below a folder, as a build that goes on would; prints how each ended. */
const [folder = ""] = process.argv.slice(2);
const endings = [];
for (const name of readdirSync(folder).sort((one, other) => Number(one) - Number(other))) {
  const [file = ""] = readdirSync(join(folder, name));
  const output = join(folder, name, "out");
  const before = process.cpuUsage();
  const { ok, diagnostics } = await generate({ input: join(folder, name, file), output, name: "bomb" });
  const { user, system } = process.cpuUsage(before);
  const error = diagnostics.find(({ severity }) => severity === "error");
  endings.push({ code: ok ? null : (error?.code ?? "none"), cpu: (user + system) / 1e6 });
  rmSync(output, { recursive: true, force: true });
}
process.stdout.write(JSON.stringify(endings));
