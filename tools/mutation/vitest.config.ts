import { defineConfig } from "vitest/config";

/** The tests that a mutant has to fail: the unit tests of the policy pack, save some. */
export default defineConfig({
  test: {
    include: ["test/policy/**/*.test.ts"],
    exclude: [
      // They need an engine or a server of the built pack, which holds no mutants.
      "**/*.{e2e,grpc}.test.ts",
      // They draw their inputs at random, so that a mutant would live in one run and die in the next.
      "**/*.property.test.ts",
      // It reads the text of the sources, where all mutants stand side by side.
      "test/policy/url/regular-expressions.test.ts",
    ],
    testTimeout: 20_000,
  },
});
