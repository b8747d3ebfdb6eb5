interface Target {
  /** Globs of the sources that are changed. */
  readonly mutate: string[];
  /** Globs of the tests that have to notice. */
  readonly tests: string[];
  readonly exclude: string[];
  /** Globs of tests that need modules of their own, since they replace some or change what all share. */
  readonly alone: string[];
  /** Whether texts are changed too, which is of use where tests pin them. */
  readonly texts: boolean;
}

/** Tests that start the built command: what they run has no mutants, and they rebuild it. */
const BUILT = ["**/{built,cli,*.cli,loading}.test.ts"];

/** What `npm run mutation -- NAME` changes, by name. */
export const targets: Readonly<Record<string, Target>> = {
  policy: {
    mutate: ["policy/src/rules/**/*.ts", "policy/src/url/**/*.ts"],
    tests: ["test/policy/**/*.test.ts"],
    // It reads the text of the sources, where all mutants stand side by side.
    exclude: ["test/policy/url/regular-expressions.test.ts"],
    alone: [],
    texts: true,
  },
  smoke: {
    mutate: ["smoke/src/checks/**/*.ts"],
    tests: ["test/smoke/**/*.test.ts"],
    // They build the command, or are whole runs, again and again.
    exclude: [...BUILT, "test/smoke/{cancelled,stumbles,visible}.test.ts"],
    alone: [],
    texts: false,
  },
  review: {
    mutate: ["review/src/{meaning,read}/**/*.ts", "review/src/severities/severity.ts"],
    // Not the corpus in its other forms: by a preview, each of its changes is a test of its own.
    tests: [
      "test/review/{addresses,corpus,meaning,policies,secrets,urls}.test.ts",
      "test/review/read/*.test.ts",
    ],
    exclude: [],
    alone: [],
    texts: false,
  },
  emulator: {
    mutate: ["emulator/src/{connected-app,oauth,rules,sessions}/**/*.ts"],
    tests: ["test/emulator/**/*.test.ts"],
    exclude: [...BUILT, "test/emulator/{browser,guard}.test.ts"],
    alone: [],
    texts: false,
  },
  provider: {
    mutate: ["provider/src/**/*.ts"],
    tests: ["test/provider/**/*.test.ts"],
    // They start programs, or serialize functions, which a runner with its tests in threads cannot; or
    // they wait for seconds, each time a mutant is in what nearly all tests go through.
    exclude: [
      ...BUILT,
      "test/provider/errors.test.ts",
      "test/provider/connected-app/faults.test.ts",
      "test/provider/stytch/http/transport.budget.test.ts",
      "test/provider/stytch/hostile.test.ts",
      "test/provider/engine/{at-end.process,refresh-cost}.test.ts",
      "test/provider/cli/old-node.test.ts",
      "test/provider/export/formatted.test.ts",
      "test/provider/program/resources/closures.test.ts",
    ],
    alone: ["test/provider/program/resources/**/*.test.ts"],
    texts: false,
  },
  /** Nearly all tests of the provider go through these sources; only their own run, which takes hours less. */
  stytch: {
    mutate: ["provider/src/stytch/**/*.ts"],
    tests: ["test/provider/stytch/**/*.test.ts"],
    exclude: [
      "test/provider/stytch/http/transport.budget.test.ts",
      "test/provider/stytch/hostile.test.ts",
    ],
    alone: [],
    texts: false,
  },
  engine: {
    mutate: ["provider/src/engine/**/*.ts"],
    tests: ["test/provider/engine/**/*.test.ts"],
    exclude: ["test/provider/engine/{at-end.process,loading,refresh-cost}.test.ts"],
    alone: [],
    texts: false,
  },
};
