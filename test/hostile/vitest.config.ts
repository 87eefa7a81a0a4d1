import { defineConfig, type ViteUserConfig } from "vitest/config";
import { LongestFirst } from "./longest-first.js";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/hostile/**/*.test.ts"],
    // Each test is a whole matrix; what hangs is ended by the matrix itself.
    testTimeout: 600_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    globalSetup: ["test/global-setup.ts"],
    reporters: ["default", "test/hostile/counts-reporter.ts"],
  },
});

export default config;
