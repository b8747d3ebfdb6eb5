import { targets } from "./targets.ts";

const { MUTATION_TARGET: name = "" } = process.env;
const report = `.mutation/${name}`;

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: targets[name]?.mutate ?? [],
  mutator: { excludedMutations: targets[name]?.texts ? [] : ["StringLiteral"] },
  testRunner: "vitest",
  vitest: { configFile: "tools/mutation/vitest.config.ts" },
  plugins: ["@stryker-mutator/vitest-runner"],
  coverageAnalysis: "perTest",
  concurrency: 2,
  // Beyond what the tests take: a busy machine must not make a survivor look like an endless loop.
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 30,
  thresholds: { high: 95, low: 90, break: 90 },
  incrementalFile: `${report}/incremental.json`,
  tempDirName: `${report}/sandbox`,
  cleanTempDir: "always",
  ignorePatterns: [".mutation", ".pulumi-local", "**/dist"],
  reporters: ["clear-text", "progress-append-only", "html", "json"],
  clearTextReporter: { reportTests: false, allowColor: false },
  // With `--reporters event-recorder`, to look at the survivors of a run that goes on for hours.
  eventReporter: { baseDir: `${report}/events` },
  htmlReporter: { fileName: `${report}/report.html` },
  jsonReporter: { fileName: `${report}/report.json` },
};
