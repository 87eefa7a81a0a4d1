import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";

/** A mock server that validates each request against a spec. */
export interface PrismServer {
  readonly url: string;
  stop(): Promise<void>;
}

const root = resolve(import.meta.dirname, "../..");
/** Prism needs some seconds to load on two busy cores. */
const patience = 45_000;

/** Starts Prism for a spec on a free port of this machine, and waits until it listens. */
export async function startPrism(spec: string): Promise<PrismServer> {
  const port = await freePort();
  const folder = dirname(createRequire(import.meta.url).resolve("@stoplight/prism-cli/package.json"));
  const child = spawn(
    process.execPath,
    [
      join(folder, "dist/index.js"),
      "mock",
      "--errors",
      "--host",
      "127.0.0.1",
      "--port",
      String(port),
      join(root, "specs", spec),
    ],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1" } },
  );
  // Nothing is left behind when the tests end before their cleanup.
  const onExit = (): void => void child.kill("SIGKILL");
  process.once("exit", onExit);
  child.once("exit", () => process.off("exit", onExit));
  const server: PrismServer = { url: `http://127.0.0.1:${port}`, stop: () => stop(child) };
  try {
    await listening(child);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

function listening(child: ChildProcess): Promise<void> {
  let output = "";
  return new Promise((done, fail) => {
    const give = (why: string): void => fail(new Error(`Prism ${why}:\n${output.slice(-2000)}`));
    const timer = setTimeout(() => give(`did not listen within ${patience} ms`), patience);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (!output.includes("Prism is listening on")) return;
      clearTimeout(timer);
      done();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", (error) => give(`did not start (${error.message})`));
    child.once("exit", (code) => {
      clearTimeout(timer);
      give(`ended with code ${code}`);
    });
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once("exit", () => done());
    child.kill("SIGKILL");
  });
}
