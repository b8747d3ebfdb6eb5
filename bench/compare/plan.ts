import { CONTENDERS, type ContenderKey } from "./contenders.ts";
import { type Operation, operationsOf, type Scenario } from "./scenario.ts";

/** What one contender does in a scenario. */
export interface Part {
  readonly contender: ContenderKey;
  readonly operations: readonly Operation[];
  /** How often it is measured, in turns. From 1. */
  readonly runs: number;
}

export interface PlannedScenario {
  readonly scenario: Scenario;
  readonly parts: readonly Part[];
}

/** Conditions as lists of what to combine. */
export interface Matrix {
  readonly counts: readonly number[];
  readonly latenciesMs: readonly number[];
  readonly limits: readonly boolean[];
}

/** What is combined where a command line names only some of it. */
export const WHOLE_MATRIX: Matrix = {
  counts: [10, 100, 1_000],
  latenciesMs: [0, 20, 80],
  limits: [false, true],
};

/** Those whose differences are seen with few clients, too. */
const CORE: readonly ContenderKey[] = [
  "ours",
  "ours-plugin",
  "floor",
  "provider",
  "naive",
  "terraform",
];
/** It works on parts of the fleet, of which there are none below two stacks. */
const SEVERAL_MACHINES: ContenderKey = "fleet-machines";
const ALL = CONTENDERS.map(({ key }) => key).filter((key) => key !== SEVERAL_MACHINES);

type Operations = Readonly<Partial<Record<ContenderKey, readonly Operation[]>>>;

type Runs = Readonly<Partial<Record<ContenderKey, number>>>;

/** Each writes all clients, at the pace of the limit. */
const WRITES: readonly Operation[] = ["create", "change-all", "destroy"];

/** Some of the operations of 1,000 clients, which take minutes each with a state in a file. */
const THOUSAND: Operations = {
  ours: ["create", "again", "preview", "refresh", "change-one", "change-some", "drift", "destroy"],
  "ours-plugin": ["create", "preview", "refresh", "destroy"],
  "journaled-plugin": ["create", "preview", "refresh", "destroy"],
  fleet: ["create", "again", "change-one", "change-some", "destroy"],
  "fleet-plugin": ["create", "again", "change-one", "destroy"],
  naive: ["create", "preview", "refresh", "destroy"],
  terraform: ["create", "preview", "refresh", "change-one", "change-some", "drift", "destroy"],
};

/** Those that take seconds where the others take minutes: a single moment of the machine would decide about them. */
const OFTEN: Runs = { floor: 5, provider: 5 };

/** What is promised of so many clients. */
const FIVE_THOUSAND: Operations = {
  "ours-journaled": ["create", "preview", "refresh", "change-one"],
  fleet: ["create", "again", "change-one"],
};

/**
 * What is measured by default, as one run: whatever promises and tables need, in about 45 minutes on two
 * cores. Few clients first: they are done soon.
 */
export function defaultPlan(): PlannedScenario[] {
  const free = (clients: number, latencyMs: number) => ({ clients, latencyMs, limited: false });
  const limited = (clients: number) => ({ clients, latencyMs: 20, limited: true });
  const core = CORE.filter((key) => key !== "ours-plugin");
  return [
    planned(free(10, 0), 1, CORE),
    planned(free(10, 20), 2, CORE),
    planned(free(10, 80), 1, CORE),
    planned(limited(10), 1, core),
    planned(free(100, 0), 1, CORE),
    planned(free(100, 20), 1, [...CORE, "ours-journaled", "fleet"]),
    planned(free(100, 80), 1, CORE),
    planned(limited(100), 1, core),
    planned(limited(200), 1, ["fleet", SEVERAL_MACHINES], {
      fleet: WRITES,
      [SEVERAL_MACHINES]: WRITES,
    }),
    planned(free(1_000, 20), 1, ALL, THOUSAND, OFTEN),
    planned(free(5_000, 20), 1, ["ours-journaled", "fleet"], FIVE_THOUSAND),
  ];
}

/** All operations of all contenders under all combinations of conditions, few clients first. */
export function planOf({ counts, latenciesMs, limits }: Matrix): PlannedScenario[] {
  return counts.flatMap((clients) =>
    limits.flatMap((limited) =>
      latenciesMs.map((latencyMs) =>
        planned({ clients, latencyMs, limited }, 1, [...ALL, SEVERAL_MACHINES]),
      ),
    ),
  );
}

/** The part of a plan that some contenders have. */
export function narrowed(
  plan: readonly PlannedScenario[],
  contenders: readonly string[],
): PlannedScenario[] {
  return plan
    .map((each) => ({
      ...each,
      parts: each.parts.filter(({ contender }) => contenders.includes(contender)),
    }))
    .filter(({ parts }) => parts.length > 0);
}

function planned(
  scenario: Scenario,
  runs: number,
  contenders: readonly ContenderKey[],
  only: Operations = {},
  often: Runs = {},
): PlannedScenario {
  const every = operationsOf(scenario.clients);
  const parts = contenders.map((contender) => ({
    contender,
    operations: only[contender] ?? every,
    runs: often[contender] ?? runs,
  }));
  return { scenario, parts };
}
