import { CONTENDERS, type ContenderKey } from "./contenders.ts";
import { type Operation, operationsOf, type Scenario } from "./scenario.ts";

/** What one contender does in a scenario. */
export interface Part {
  readonly contender: ContenderKey;
  readonly operations: readonly Operation[];
}

export interface PlannedScenario {
  readonly scenario: Scenario;
  /** How often each part is measured, in turns. From 1. */
  readonly runs: number;
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
/** They work on parts of the fleet, of which there are none below two stacks. */
const SEVERAL_MACHINES: ContenderKey = "fleet-machines";
const ALL = CONTENDERS.map(({ key }) => key).filter((key) => key !== SEVERAL_MACHINES);

/** The operations of a contender at 1,000 clients, where they are not all: each of the others takes minutes. */
const SHORT: Readonly<Partial<Record<ContenderKey, readonly Operation[]>>> = {
  "ours-plugin": ["create", "preview", "refresh", "destroy"],
  "journaled-plugin": ["create", "preview", "refresh", "destroy"],
  "fleet-plugin": ["create", "again", "change-one", "destroy"],
  naive: ["create", "preview", "refresh", "destroy"],
};

/**
 * What is measured by default, as one run: whatever promises and tables need, in about 45 minutes on two
 * cores. Few clients first: they are done soon.
 */
export function defaultPlan(): PlannedScenario[] {
  const free = (clients: number, latencyMs: number) => ({ clients, latencyMs, limited: false });
  const limited = (clients: number) => ({ clients, latencyMs: 20, limited: true });
  return [
    planned(free(10, 0), 2, CORE),
    planned(free(10, 20), 2, CORE),
    planned(free(10, 80), 2, CORE),
    planned(limited(10), 1, CORE),
    planned(free(100, 0), 1, CORE),
    planned(free(100, 20), 1, ALL),
    planned(free(100, 80), 1, CORE),
    planned(limited(100), 1, CORE),
    planned(limited(200), 1, ["fleet", SEVERAL_MACHINES], {
      fleet: ["create", "change-all", "destroy"],
      [SEVERAL_MACHINES]: ["create", "change-all", "destroy"],
    }),
    planned(free(1_000, 20), 1, ALL, SHORT),
    planned(free(5_000, 20), 1, ["ours-journaled", "fleet"], {
      "ours-journaled": ["create", "preview", "refresh", "change-one", "destroy"],
      fleet: ["create", "again", "change-one", "destroy"],
    }),
  ];
}

/** All operations of all contenders under all combinations of conditions, few clients first. */
export function planOf({ counts, latenciesMs, limits }: Matrix): PlannedScenario[] {
  return counts.flatMap((clients) =>
    limits.flatMap((limited) =>
      latenciesMs.map((latencyMs) =>
        planned({ clients, latencyMs, limited }, clients <= FEW ? 2 : 1, [
          ...ALL,
          SEVERAL_MACHINES,
        ]),
      ),
    ),
  );
}

/** With more clients, a scenario takes long enough to be run once. */
const FEW = 10;

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
  only: Readonly<Partial<Record<ContenderKey, readonly Operation[]>>> = {},
): PlannedScenario {
  const every = operationsOf(scenario.clients);
  const parts = contenders.map((contender) => ({
    contender,
    operations: only[contender] ?? every,
  }));
  return { scenario, runs, parts };
}
