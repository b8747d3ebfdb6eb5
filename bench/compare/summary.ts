import { median, ratios } from "../statistics.ts";
import { isRight, type Measurement, type ScenarioResult } from "./results.ts";
import type { Operation } from "./scenario.ts";

/** What all runs of one contender gave for one operation. */
export interface Summary {
  /** In the order of the runs. */
  readonly measurements: readonly Measurement[];
  /** Milliseconds, the median. */
  readonly ms: number;
  /** Whether each run ended as it should. */
  readonly right: boolean;
}

/** Undefined where it was not measured. */
export function summaryOf(
  { sequences }: ScenarioResult,
  contender: string,
  operation: Operation,
): Summary | undefined {
  const measurements = sequences
    .filter((sequence) => sequence.contender === contender)
    .sort((a, b) => a.run - b.run)
    .flatMap((sequence) => sequence.measurements.filter((each) => each.operation === operation));
  if (measurements.length === 0) return undefined;
  return {
    measurements,
    ms: median(measurements.map(({ ms }) => ms)),
    right: measurements.every(isRight),
  };
}

/** How often the contenders of a scenario were measured. */
export function runsText({ sequences }: ScenarioResult): string {
  const runs = new Map<string, number>();
  for (const { contender, run } of sequences) {
    runs.set(contender, Math.max(run, runs.get(contender) ?? 0));
  }
  const most = Math.max(0, ...runs.values());
  const fewest = Math.min(most, ...runs.values());
  const number = fewest === most ? String(most) : `${fewest} to ${most}`;
  return `${number} ${most === 1 ? "run" : "runs"}`;
}

/**
 * How many times as long as `base` a contender takes: the median of the ratios within each run.
 * Undefined where either was not measured, or did not end as it should: a fast failure is not speed.
 */
export function ratioOf(
  result: ScenarioResult,
  contender: string,
  base: string,
  operation: Operation,
): number | undefined {
  const own = rightTimes(result, contender, operation);
  const others = rightTimes(result, base, operation);
  const runs = [...own.keys()].filter((run) => others.has(run));
  if (runs.length === 0) return undefined;
  const times = (from: ReadonlyMap<number, number>) =>
    runs.map((run) => from.get(run) ?? Number.NaN);
  return median(ratios(times(own), times(others)));
}

/** Milliseconds by run; empty where any run went wrong. */
function rightTimes(
  { sequences }: ScenarioResult,
  contender: string,
  operation: Operation,
): Map<number, number> {
  const found = sequences
    .filter((sequence) => sequence.contender === contender)
    .flatMap(({ run, measurements }) =>
      measurements.filter((each) => each.operation === operation).map((each) => ({ run, each })),
    );
  if (!found.every(({ each }) => isRight(each))) return new Map();
  return new Map(found.map(({ run, each }) => [run, each.ms]));
}

/** All calls of a measurement. */
export function callsOf({ requests }: Measurement): number {
  return Object.values(requests).reduce((total, calls) => total + calls, 0);
}
