import { spawn } from "node:child_process";

/** What a child process left behind. */
export interface ProcessResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a child process is run. */
export interface ProcessOptions {
  readonly cwd?: string;
  /** Added to the environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Runs a program of Node in a process of its own, and waits for its end. */
export function runNode(args: readonly string[], options: ProcessOptions = {}): Promise<ProcessResult> {
  return run(process.execPath, args, options);
}

/** Runs a command in a process of its own, and waits for its end. */
export function run(command: string, args: readonly string[], options: ProcessOptions = {}): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: childEnvironment(options.env),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

/** The environment without what the test runner put there: colours, and settings of the npm that started it. */
export function childEnvironment(added: ProcessOptions["env"] = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(lifecycle|package|command|execpath|node_execpath|config_(local_prefix|workspaces?))|VITEST|NODE_ENV$|NODE_OPTIONS$|FORCE_COLOR$)/.test(
        name,
      ),
  );
  return { ...Object.fromEntries(inherited), NO_COLOR: "1", ...added };
}
