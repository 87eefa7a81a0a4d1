import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { folderWith, root } from "../../../generator/support.js";
import { mint, request } from "../../../runtime/harness.js";
import { always, entryOf, failureOf, type Interpreter, reply, withServers } from "./attack.js";

const created = (token: string): Buffer => reply(JSON.stringify({ id: "tok-7", key: token, token }), [], 201);

const scenarios: Readonly<Record<string, () => Promise<void>>> = {
  "201 with token": async () => {
    const token = `canary${randomBytes(24).toString("hex")}`;
    await withServers(always(created(token)), async (server) => {
      const { token: secret } = (await request(mint, { server: server.url }).with("tokenCreate", {}).execute()) as {
        readonly token: { reveal(): string };
      };
      expect([secret.reveal(), server.requests.length]).toEqual([token, 1]);
      await notRetained(server.url, token);
    });
  },
  "dies in the middle of the body, id already parsed": () =>
    withServers(
      { answer: (socket) => void socket.end(created("canary-0123456789").subarray(0, -6)) },
      async (server) => {
        const error = await failureOf(request(mint, { server: server.url }).with("tokenCreate", {}).execute());
        expect([error.outcome, error.reconcile?.id, server.requests.length]).toEqual([
          "created_secret_lost",
          "tok-7",
          1,
        ]);
        expect(JSON.stringify([error.message, error])).not.toContain("canary");
      },
    ),
  "abort after send": () => {
    const controller = new AbortController();
    return withServers({ answer: () => controller.abort() }, async (server) => {
      const call = request(mint, { server: server.url }).with("tokenCreate", {}).execute({ signal: controller.signal });
      const error = await failureOf(call);
      expect([error.code, error.outcome, server.requests.length]).toEqual(["aborted", "unknown", 1]);
    });
  },
  "503 then would be 201": () =>
    withServers(
      { answer: (socket, _, nth) => void socket.write(nth === 0 ? reply("", [], 503) : created("canary")) },
      async (server) => {
        const error = await failureOf(request(mint, { server: server.url }).with("tokenCreate", {}).execute());
        expect([error.code, error.outcome, server.requests.length]).toEqual(["server_error", "unknown", 1]);
      },
    ),
  "same builder executed twice": () =>
    withServers(always(created("canary")), async (server) => {
      const made = request(mint, { server: server.url }).with("tokenCreate", {});
      expect([await made, server.requests.length]).toEqual([made, 0]);
      await made.execute();
      await made.execute();
      expect(server.requests.length).toBe(2);
    }),
};

/** A program that makes a token, lets go of it, and writes down all that its heap holds. */
const program = `
  import { writeHeapSnapshot } from "node:v8";
  const { MistClient } = await import(process.argv[2]);
  const client = new MistClient({ server: process.argv[3], auth: { apiToken: "any" } });
  let made = await client.selfApiToken.createApiToken().execute();
  const ref = new WeakRef(made);
  if (made.token.reveal().length < 40) process.exit(2);
  made = undefined;
  await new Promise((resolve) => setTimeout(resolve, 50));
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 50));
  globalThis.gc();
  console.log(ref.deref() === undefined);
  writeHeapSnapshot(process.argv[4]);
  process.exit(0);
`;

/** Nothing of the package holds on to a token that its caller has let go of. */
async function notRetained(server: string, token: string): Promise<void> {
  // The property of Mist's token that is a secret is its key.
  const folder = folderWith({ "program.mjs": program.replaceAll("made.token", "made.key") });
  const snapshot = join(folder, "heap.heapsnapshot");
  const entry = pathToFileURL(join(root, "generated/mist/dist/index.js")).href;
  const child = spawn(process.execPath, ["--expose-gc", join(folder, "program.mjs"), entry, server, snapshot]);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (text += String(piece)));
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect([code, text.trim()]).toEqual([0, "true"]);
  expect(readFileSync(snapshot, "latin1").includes(token.slice(6))).toBe(false);
  rmSync(snapshot);
}

/** Secrets that are shown once. */
export const oneTimeSecret: Interpreter = async ({ given }) => (await entryOf(scenarios, given.scenario))();
