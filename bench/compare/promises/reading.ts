import type { PromisedLimit } from "../../measures/measure.ts";
import { disturbanceOf, MARK } from "../disturbance.ts";
import { resultOf, type ScenarioResult } from "../results.ts";
import type { Operation, Scenario } from "../scenario.ts";
import { type Summary, summaryOf } from "../summary.ts";

/** One operation of one contender in a scenario, as a promise reads it. */
export interface Reading {
  readonly summary: Summary;
  /** Whether something else may have changed its times. */
  readonly isDisturbed: boolean;
}

/** Undefined where it was not measured. */
export function readingOf(
  results: readonly ScenarioResult[],
  scenario: Scenario,
  contender: string,
  operation: Operation,
): Reading | undefined {
  const result = resultOf(results, scenario);
  const summary = result && summaryOf(result, contender, operation);
  if (result === undefined || summary === undefined) return undefined;
  return { summary, isDisturbed: disturbanceOf(result, contender, operation) !== undefined };
}

/** A ratio of two readings. */
export interface Ratio {
  readonly own: Reading | undefined;
  readonly base: Reading | undefined;
  readonly most: number;
  /** Reads the value that is compared. Default: the time. */
  readonly value?: (reading: Reading) => number | undefined;
}

/**
 * Judges `own ÷ base`. Without a right end of ours the promise is broken; without one of the other there is nothing to
 * compare with.
 *
 * @param sentence what is promised, without a period.
 */
export function judgeRatio(sentence: string, { own, base, most, value }: Ratio): PromisedLimit {
  if (own === undefined || base === undefined) return notMeasured(sentence);
  if (!own.summary.right) return notDone(sentence);
  if (!base.summary.right) return notMeasured(sentence);
  const read = value ?? (({ summary }: Reading) => summary.ms);
  const ratio = (read(own) ?? Number.NaN) / (read(base) ?? Number.NaN);
  if (!Number.isFinite(ratio)) return notMeasured(sentence);
  const mark = own.isDisturbed || base.isDisturbed ? ` ${MARK}` : "";
  return { sentence: `${sentence}; measured: ${ratio.toFixed(2)} ×${mark}.`, kept: ratio <= most };
}

export function notMeasured(sentence: string): PromisedLimit {
  return { sentence: `${sentence}.`, kept: undefined };
}

export function notDone(sentence: string): PromisedLimit {
  return { sentence: `${sentence}; measured: it was not done right.`, kept: false };
}
