import { defineConfig, type ViteUserConfig } from "vitest/config";

/** The tests that can notice a mutant: those that import the sources themselves, not a built package. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/runtime/**/*.test.ts", "test/generator/emit/**/*.test.ts"],
    testTimeout: 60_000,
  },
});

export default config;
