import { defaultExclude, defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...defaultExclude, "test/hostile/**"],
    typecheck: { enabled: false },
    // Far above what a test needs alone: it is there for what hangs, and machines are shared.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores, and several suites start servers or compilers of their own.
    maxWorkers: 2,
    globalSetup: ["test/global-setup.ts"],
  },
});

export default config;
