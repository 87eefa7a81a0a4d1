import { describe, test } from "vitest";
import { allCases } from "./cases/index.js";
import { register } from "./node-context.js";

// Each case has servers of its own, so they may wait for their retries at the same time.
register(allCases, { describe: (name, body) => describe.concurrent(name, body), test });
