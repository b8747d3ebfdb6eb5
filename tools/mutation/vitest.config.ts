import { defineConfig } from "vitest/config";
import { targets } from "./targets.ts";

const target = targets[process.env.MUTATION_TARGET ?? ""];

const tests = {
  exclude: [
    // They need an engine or a server of the built pack, which holds no mutants.
    "**/*.{e2e,grpc}.test.ts",
    // They draw their inputs at random, so that a mutant would survive one run and be killed in the next.
    "**/*.{property,model}.test.ts",
    ...(target?.exclude ?? []),
  ],
  // Other properties draw the same values in each run.
  env: { PROPERTY_SEED: "1" },
  // As in the configuration of Stryker: a busy machine is not a reason to fail.
  testTimeout: 120_000,
};

/** The tests that a mutant has to fail: the unit tests of the target, save some. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...tests,
          name: "unit",
          include: target?.tests ?? [],
          exclude: [...tests.exclude, ...(target?.alone ?? [])],
          // Modules are loaded once for all mutants, not for each one again.
          isolate: false,
        },
      },
      { test: { ...tests, name: "alone", include: target?.alone ?? [] } },
    ],
  },
});
