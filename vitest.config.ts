import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    setupFiles: ["test/setup.ts"],
    include: ["test/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Two cores: more files at once only make each of them wait.
    maxWorkers: 2,
    reporters: ["default"],
  },
});
