import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const ENGINE = ["test/e2e/**/*.test.ts", "test/**/*.e2e.test.ts"];

/** Deployments that show each part of the product at work; the rest only matters once a change is done. */
const ESSENTIAL = ["test/e2e/{hostile-text,lifecycle,policy,refresh,smoke,values}.test.ts"];

/** The words and habits of an engine that the product relies on, with the oldest that users may have. */
const ON_OLDEST = [...ESSENTIAL, "test/e2e/{logs,lookups,policy-examples,shared-backend}.test.ts"];

/**
 * What resources do by the plugin too: the same tests as by the dynamic door. The table of facts in
 * `test/e2e/_door.ts` says where the doors differ; what the dynamic door alone does, in the program, is
 * tested by `live-deletion` and `refused-options`.
 */
const BY_PLUGIN = {
  first: ["test/e2e/lifecycle.test.ts"],
  essential: [
    "test/e2e/{forms,protection,state,two-projects,values}.test.ts",
    "test/plugin/{policy,processes}.e2e.test.ts",
  ],
  rest: [
    "test/e2e/{adoption,fault-matrix,faults,fields,habits,hostile-text,inputs,logs,lookups}.test.ts",
    "test/e2e/{options,organization,orphans,refresh,rotation,rotation-kills}.test.ts",
    "test/plugin/{import,installing,look-ups,smoke}.e2e.test.ts",
    "test/plugin/schema/schema.e2e.test.ts",
    "test/plugin/languages/{go,nodejs,nodejs-classes,nodejs-discretion,nodejs-package,python}.e2e.test.ts",
  ],
};

/** They have programs of both doors. */
const BOTH_DOORS = ["test/plugin/moving.e2e.test.ts"];

/** They need no engine, and prove once more, by another way, what quicker tests prove; or test the tests. */
const AGAIN = [
  "test/smoke/habits.test.ts",
  "test/policy/corpus.grpc.test.ts",
  "test/repository/property.test.ts",
];

/** Many pages in a real browser. */
const PAGES = ["test/**/*.browser.test.ts"];

/** Their hosts and compilers are built or fetched first, which takes minutes on a new machine. */
const LANGUAGES = [
  "test/plugin/languages/{dotnet,examples,java,package-add,templates,yaml}.e2e.test.ts",
];

/** Minutes of deployments, one after the other, of an example and a benchmark: none of the packages' insides. */
const FLEET = ["test/e2e/fleet.test.ts", "test/bench/journal.e2e.test.ts"];

/** They clone, install and pack as a newcomer does, which takes minutes. */
const FIRST_HOUR = [
  "test/e2e/start-verbose.test.ts",
  "test/templates/{git-url,typescript}.e2e.test.ts",
  "test/tools/first-hour/first-hour.e2e.test.ts",
  "test/tools/picture/refused.e2e.test.ts",
];

/** They look at the built site of the documentation, each page in a browser. */
const SITE = ["test/docs/**/*.site.test.ts"];

/** They replace modules that others share, or have an engine of mocks in their process. */
const ALONE = [
  "test/provider/program/resources/**/*.test.ts",
  "test/examples/fleet/listing.test.ts",
];

/** Node.js processes that tests start load the same modules, once compiled for all of them. */
const COMPILE_CACHE = { NODE_COMPILE_CACHE: join(tmpdir(), "pulumi-stytch-compile-cache") };

const unit = {
  env: COMPILE_CACHE,
  // Longer searches need longer.
  testTimeout: 20_000 * Number(process.env.PROPERTY_RUNS_FACTOR ?? 1),
  // Some build a command before they start it.
  hookTimeout: 60_000,
  // As many as of the other group: so the two run side by side, not one after the other.
  maxWorkers: 2,
};

const engine = {
  globalSetup: ["test/e2e/_engine.ts"],
  env: {
    ...COMPILE_CACHE,
    NODE_OPTIONS: `--require ${JSON.stringify(join(import.meta.dirname, "test/e2e/_late-modules.cjs"))}`,
    // The engine lives for a second: it has memory enough to collect garbage less often.
    GOGC: "400",
  },
  testTimeout: 180_000,
  hookTimeout: 180_000,
  maxWorkers: 2,
};

const byPlugin = { ...engine, env: { ...engine.env, STYTCH_DOOR: "plugin" } };

/**
 * `unit` and `alone` need no engine; `engine` and `plugin-first` run real deployments. `npm test` runs
 * these four, `npm run test:engine` those of `whole` and `plugin`: every fault, kill, example, upgrade
 * and package, by the plugin what matters most; `npm run test:pages` the emulator's pages in a browser,
 * `npm run test:plugin` the rest by the plugin, `npm run test:oldest` the essential ones with the oldest engine, `npm run test:languages` programs whose tools take long to make,
 * `npm run test:fleet` the example with hundreds of clients and the backend of a benchmark, and `npm run test:docs` the built site of the
 * documentation, the commands of its page for newcomers, and a template.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...unit,
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [...ENGINE, ...ALONE, ...AGAIN, ...PAGES, ...SITE],
          // Files share their modules, which takes half the time; none of them changes what others see.
          isolate: false,
        },
      },
      { test: { ...unit, name: "alone", include: ALONE } },
      { test: { ...unit, name: "pages", include: PAGES } },
      { test: { ...engine, name: "engine", include: ESSENTIAL } },
      {
        test: {
          ...engine,
          name: "whole",
          include: [...ENGINE, ...AGAIN],
          exclude: [...ESSENTIAL, ...FLEET, ...FIRST_HOUR, "test/plugin/**"],
        },
      },
      { test: { ...byPlugin, name: "plugin-first", include: BY_PLUGIN.first } },
      { test: { ...byPlugin, name: "plugin", include: BY_PLUGIN.essential } },
      { test: { ...byPlugin, name: "plugin-rest", include: BY_PLUGIN.rest } },
      {
        test: {
          ...engine,
          name: "oldest-engine",
          globalSetup: ["test/e2e/_oldest-engine.ts"],
          include: ON_OLDEST,
        },
      },
      { test: { ...engine, name: "both-doors", include: BOTH_DOORS } },
      { test: { ...engine, testTimeout: 600_000, name: "languages", include: LANGUAGES } },
      { test: { ...engine, testTimeout: 1_800_000, name: "fleet", include: FLEET } },
      { test: { ...unit, name: "docs", include: SITE } },
      // The tour is a dozen commands of the engine in one test.
      { test: { ...engine, testTimeout: 600_000, name: "first-hour", include: FIRST_HOUR } },
    ],
  },
});
