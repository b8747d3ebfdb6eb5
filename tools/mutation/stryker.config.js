/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: ["policy/src/rules/**/*.ts", "policy/src/url/**/*.ts"],
  testRunner: "vitest",
  vitest: { configFile: "tools/mutation/vitest.config.ts" },
  plugins: ["@stryker-mutator/vitest-runner"],
  coverageAnalysis: "perTest",
  concurrency: 2,
  // Beyond what the tests take: a busy machine must not make a survivor look like an endless loop.
  timeoutMS: 20_000,
  thresholds: { high: 95, low: 85, break: 85 },
  tempDirName: ".mutation/sandbox",
  cleanTempDir: "always",
  ignorePatterns: [".mutation", ".pulumi-local", "**/dist"],
  reporters: ["clear-text", "progress-append-only", "html", "json"],
  clearTextReporter: { reportTests: false, allowColor: false },
  htmlReporter: { fileName: ".mutation/report.html" },
  jsonReporter: { fileName: ".mutation/report.json" },
};
