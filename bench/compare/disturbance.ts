import type { Campaign, Measurement, ScenarioResult, Sequence } from "./results.ts";
import { OPERATION_TITLES, OPERATIONS, type Operation } from "./scenario.ts";
import { type Summary, summaryOf } from "./summary.ts";

/** A share of all processors: more than this, used by others, changes times that anyone would notice. */
export const MOST_OTHERS = 0.1;
/** Of two runs of the same: the longer one is at most so many times the shorter one. */
const MOST_APART = 1.3;
/** Shorter differences are the machine's own. */
const NOTICED_MS = 300;
/** Processes that want to run before anything is measured, for each processor. */
const MOST_LOAD = 0.5;

/** Put behind a figure that something else on the machine may have changed. */
export const MARK = "†";

/** Why the times of a contender's operation are in doubt: undefined where nothing speaks against them. */
export function disturbanceOf(
  result: ScenarioResult,
  contender: string,
  operation: Operation,
): string | undefined {
  const reasons = [
    ...othersDuring(summaryOf(result, contender, operation)),
    ...othersBefore(result.sequences.filter((each) => each.contender === contender)),
  ];
  return reasons.length === 0 ? undefined : reasons.join("; ");
}

function othersDuring(summary: Summary | undefined): string[] {
  if (summary === undefined) return [];
  const most = Math.max(0, ...summary.measurements.map(({ others = 0 }) => others));
  const [shortest, longest] = extremes(summary.measurements);
  const isApart = longest > shortest * MOST_APART && longest - shortest > NOTICED_MS;
  return [
    ...(most > MOST_OTHERS ? [`others used ${percent(most)} of the machine`] : []),
    ...(isApart ? [`runs took from ${inSeconds(shortest)} to ${inSeconds(longest)}`] : []),
  ];
}

function othersBefore(sequences: readonly Sequence[]): string[] {
  const most = Math.max(0, ...sequences.map((each) => each.othersBefore ?? 0));
  return most > MOST_OTHERS ? [`others used ${percent(most)} of it just before`] : [];
}

/** A line for each cell that is marked. */
export function disturbanceNotes(
  result: ScenarioResult,
  columns: readonly { key: string; title: string }[],
): string[] {
  return columns.flatMap(({ key, title }) => {
    const reasons = OPERATIONS.flatMap((operation) => {
      if (summaryOf(result, key, operation) === undefined) return [];
      const reason = disturbanceOf(result, key, operation);
      return reason === undefined ? [] : [`${OPERATION_TITLES[operation]} (${reason})`];
    });
    return reasons.length === 0 ? [] : [`* ${MARK} ${title}: ${reasons.join(", ")}.`];
  });
}

/**
 * What a load before a campaign says of its times: undefined for nothing. A load is the mean of a minute, so it lasts
 * longer than what caused it; what others used just before each contender is the better witness, where it is known.
 */
export function loadBefore(
  { id, loadBefore }: Campaign,
  results: readonly ScenarioResult[],
  processors: number,
): string | undefined {
  if (loadBefore <= MOST_LOAD * processors) return undefined;
  const own = results
    .flatMap(({ sequences }) => sequences)
    .filter(({ campaign }) => campaign === id);
  const isWatched = own.length > 0 && own.every((each) => each.othersBefore !== undefined);
  const load = `In the minute before it began, ${loadBefore.toFixed(2)} processes wanted to run on ${processors} processors`;
  return isWatched
    ? `${load}; what others used of them just before each contender, and during it, was watched apart.`
    : `${load}: all its times are in doubt.`;
}

function extremes(measurements: readonly Measurement[]): [shortest: number, longest: number] {
  const times = measurements.map(({ ms }) => ms);
  return [Math.min(...times), Math.max(...times)];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
