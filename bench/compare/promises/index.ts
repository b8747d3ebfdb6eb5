import type { PromisedLimit } from "../../measures/measure.ts";
import type { ContenderKey } from "../contenders.ts";
import type { ScenarioResult } from "../results.ts";
import type { Operation, Scenario } from "../scenario.ts";
import { fewCalls, refreshCalls, rightness, underLimit } from "./calls.ts";
import { judgeRatio, notDone, notMeasured, type Reading, readingOf } from "./reading.ts";

/** Where times are promised. */
const LATENCY_MS = 20;
const MANY = 1_000;
const VERY_MANY = 5_000;

/** Of the creation of 1,000 clients: the most times as long as another way takes. */
const MOST_RATIOS: readonly [ContenderKey, ContenderKey, number, string][] = [
  ["fleet", "naive", 0.2, "the fleet at most 0.2 × the time of naive"],
  ["fleet", "terraform", 0.5, "the fleet at most 0.5 × the time of Terraform"],
  ["ours-journaled", "naive", 0.15, "a journaling backend at most 0.15 × the time of naive"],
  ["ours-journaled", "terraform", 0.4, "a journaling backend at most 0.4 × the time of Terraform"],
  ["provider", "floor", 1.3, "the provider process alone at most 1.3 × the time of floor"],
];

/** Five times as many clients: the most times as long, or as much memory, as a way that grows with their number needs. */
const MOST_GROWTH = 6;

/** What is promised, each with what these results say of it. */
export function promisesOf(results: readonly ScenarioResult[]): PromisedLimit[] {
  return [
    rightness(results),
    ...createTimes(results),
    ...growth(results),
    ...fleetChanges(results),
    ...refreshCalls(results),
    ...underLimit(results),
  ];
}

function at(clients: number): Scenario {
  return { clients, latencyMs: LATENCY_MS, limited: false };
}

function createTimes(results: readonly ScenarioResult[]): PromisedLimit[] {
  return MOST_RATIOS.map(([contender, rival, most, words]) => {
    const own = readingOf(results, at(MANY), contender, "create");
    const base = readingOf(results, at(MANY), rival, "create");
    return judgeRatio(`Creating 1,000 clients takes ${words}`, { own, base, most });
  });
}

function growth(results: readonly ScenarioResult[]): PromisedLimit[] {
  const grown = (contender: ContenderKey) => ({
    own: readingOf(results, at(VERY_MANY), contender, "create"),
    base: readingOf(results, at(MANY), contender, "create"),
    most: MOST_GROWTH,
  });
  const journaled = grown("ours-journaled");
  const limit = `at most ${MOST_GROWTH} × the`;
  return [
    judgeRatio(`Creating 5,000 clients takes the fleet ${limit} time of 1,000`, grown("fleet")),
    judgeRatio(
      `Creating 5,000 clients takes one stack on a journaling backend ${limit} time of 1,000`,
      journaled,
    ),
    ...["program", "provider", "engine"].map((role) =>
      judgeRatio(
        `Creating 5,000 clients in one stack on a journaling backend takes ${limit} peak memory of the ${role} for 1,000`,
        { ...journaled, value: peakOf(role) },
      ),
    ),
  ];
}

/** How long a run of the fleet may take that has 5,000 clients, and how many calls. */
const FLEET_RUNS: readonly [Operation, string, number, number][] = [
  ["change-one", "A change of one client in 5,000 by the fleet", 8, 3],
  ["again", "A run of the fleet that finds 5,000 clients as declared", 2, 0],
];

function fleetChanges(results: readonly ScenarioResult[]): PromisedLimit[] {
  return FLEET_RUNS.map(([operation, words, seconds, calls]) => {
    const sentence = `${words} takes at most ${seconds} s and ${calls} calls`;
    const reading = readingOf(results, at(VERY_MANY), "fleet", operation);
    if (reading === undefined) return notMeasured(sentence);
    if (!reading.summary.right) return notDone(sentence);
    return fewCalls(sentence, reading, seconds * 1_000, calls);
  });
}

function peakOf(role: string) {
  return ({ summary }: Reading) => {
    const peaks = summary.measurements.flatMap(({ peakBytes }) => peakBytes?.[role] ?? []);
    return peaks.length === 0 ? undefined : Math.max(...peaks);
  };
}
