import { it } from "vitest";
import type { Version } from "./fixed-fields.js";
import { runMatrix } from "./run-matrix.js";

// In one process: what the versions' packages have in common is compiled once.
const versions: readonly Version[] = ["3.1", "3.2", "3.0", "2.0"];

it.for(versions)(
  "OpenAPI %s: a hostile string in any position is data or refused",
  { timeout: 6_000_000 },
  async (version, context) => {
    await runMatrix(context, version);
  },
);
