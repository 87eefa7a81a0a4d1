import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { load } from "../installed.js";
import { bundleCases } from "../staging.js";
import { type RemoteValue, watchConsole } from "./chromium-console.js";
import type { Host, Job } from "./host.js";

/** The part of playwright-core that drives Chromium. */
interface Playwright {
  readonly chromium: {
    launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<Browser>;
  };
}
interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}
interface Page {
  context(): { newCDPSession(page: Page): Promise<Session> };
  goto(url: string): Promise<unknown>;
  on(event: "pageerror" | "crash", listener: (what: unknown) => void): void;
}
/** A connection to the developer tools of a page. */
export interface Session {
  send(method: string, parameters?: object): Promise<unknown>;
  on(event: "Runtime.consoleAPICalled", listener: (call: { readonly args: readonly RemoteValue[] }) => void): void;
}

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page of an origin of its own, with the cases and the packages in one script. */
export const chromium: Host = {
  name: "chromium",
  isBrowser: true,
  advice: `apt-get install chromium, or name another one in CHROMIUM (now ${executablePath})`,
  async version() {
    try {
      return /\d+(\.\d+)+/.exec((await promisify(execFile)(executablePath, ["--version"])).stdout)?.[0];
    } catch {
      return undefined;
    }
  },
  run,
};

async function run({ control, onOutput, signal }: Job): Promise<void> {
  const script = await readFile(await bundleCases("chromium", { packages: "bundled" }));
  const query = new URLSearchParams({ control });
  const page = `<!doctype html><title>Cases</title><script type="module" src="/cases.js?${query}"></script>`;
  const pages = createServer((request, response) => {
    if (request.url?.startsWith("/cases.js")) response.setHeader("Content-Type", "text/javascript").end(script);
    else response.setHeader("Content-Type", "text/html").end(page);
  });
  await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
  const { chromium: driver } = load("playwright-core") as Playwright;
  const browser = await driver.launch({ executablePath, args: flags });
  try {
    const tab = await browser.newPage();
    const session = await tab.context().newCDPSession(tab);
    const console = watchConsole(session, onOutput);
    await session.send("Runtime.enable");
    const over = once(signal, "abort");
    const broken = new Promise<never>((_, reject) => {
      for (const event of ["pageerror", "crash"] as const) tab.on(event, (what) => reject(new Error(String(what))));
    });
    broken.catch(() => undefined);
    await tab.goto(`http://127.0.0.1:${(pages.address() as AddressInfo).port}/`);
    await Promise.race([over, broken]);
    await console.isRead();
  } finally {
    await browser.close();
    pages.closeAllConnections();
    pages.close();
  }
}
