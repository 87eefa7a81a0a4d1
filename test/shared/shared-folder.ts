import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "vitest";

const folder = process.env.OPENAPI_FLUENT_SHARED;

/**
 * A path below the founders' shared folder, which a newcomer's clone does not have. Without it a test is skipped and says so;
 * in CI its absence is a failure.
 */
export function sharedPath(context: TestContext, ...path: readonly string[]): string {
  const found = folder === undefined ? undefined : join(folder, ...path);
  if (found !== undefined && existsSync(found)) return found;
  const reason = `needs ${path.join("/")} below the folder that OPENAPI_FLUENT_SHARED names`;
  if (process.env.CI !== undefined) throw new Error(reason);
  context.skip(reason);
  return "";
}
