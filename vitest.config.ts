import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** Two groups: `unit` needs no engine; `engine` runs real deployments and takes minutes. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**", "**/*.e2e.test.ts"],
          testTimeout: 20_000,
          // Some build a command before they start it.
          hookTimeout: 60_000,
          // As many as of the other group: so the two run side by side, not one after the other.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "engine",
          include: ["test/e2e/**/*.test.ts", "test/**/*.e2e.test.ts"],
          globalSetup: ["test/e2e/_engine.ts"],
          // Each command starts three Node.js processes that load the same modules.
          env: { NODE_COMPILE_CACHE: join(tmpdir(), "pulumi-stytch-compile-cache") },
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
