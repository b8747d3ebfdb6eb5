import type { PromisedLimit } from "../measures/measure.ts";
import { isRight, type ScenarioResult } from "./results.ts";
import { conditionsTitle, REQUESTS_PER_SECOND, type Scenario } from "./scenario.ts";
import { callsOf, ratioOf, summaryOf } from "./summary.ts";

/** Promised for the creation of so many clients at this latency, without a limit. */
const REFERENCE: Scenario = { clients: 1_000, latencyMs: 20, limited: false };

const MOST_RATIOS = [
  { contender: "provider", base: "floor", most: 1.3, what: "the provider process alone" },
  { contender: "ours", base: "naive", most: 0.3, what: "ours with checkpoints" },
  { contender: "ours", base: "terraform", most: 0.8, what: "ours with checkpoints" },
  { contender: "ours-no-checkpoints", base: "floor", most: 3, what: "ours without checkpoints" },
] as const;

/** Whose commands have to end as they should. */
const OWN: readonly string[] = ["ours", "ours-no-checkpoints", "provider"];
/** Of the program, as a share of the naive one's. */
const MOST_MEMORY = 0.5;
/** A refresh pages through all clients, and may confirm one. */
const PAGE_SIZE = 1_000;
/** Calls beyond those needed, as a share. */
const MOST_EXTRA_CALLS = 0.05;
/** With fewer clients such a share is only a few calls. */
const FEWEST_UNDER_LIMIT = 100;

/** The promises that can be judged by what was measured. */
export function promisesOf(result: ScenarioResult): PromisedLimit[] {
  const { clients, latencyMs, limited } = result.scenario;
  const isReference =
    clients === REFERENCE.clients && latencyMs === REFERENCE.latencyMs && !limited;
  return [
    ...rightness(result),
    ...refreshCalls(result),
    ...(limited ? callsUnderLimit(result) : []),
    ...(isReference ? [...createTimes(result), ...programMemory(result)] : []),
  ].map(({ sentence, kept }) => ({ sentence: `${titleOf(result)}: ${sentence}`, kept }));
}

function titleOf({ scenario }: ScenarioResult): string {
  return `${scenario.clients.toLocaleString("en")} clients, ${conditionsTitle(scenario)}`;
}

function rightness({ sequences }: ScenarioResult): PromisedLimit[] {
  const own = sequences.filter(({ contender }) => OWN.includes(contender));
  if (own.length === 0) return [];
  const wrong = own.flatMap(({ contender, measurements }) =>
    measurements
      .filter((each) => !isRight(each))
      .map(({ operation }) => `${operation} (${contender})`),
  );
  const stopped = own.filter((sequence) => sequence.stopped !== undefined).length;
  const names = wrong.join(", ") || "none";
  return [
    {
      sentence: `after each of our commands the server holds what is declared; commands where not: ${names}.`,
      kept: wrong.length === 0 && stopped === 0,
    },
  ];
}

function refreshCalls(result: ScenarioResult): PromisedLimit[] {
  const summary = summaryOf(result, "ours", "refresh");
  if (summary === undefined) return [];
  const most = Math.ceil(result.scenario.clients / PAGE_SIZE) + 1;
  const calls = Math.max(...summary.measurements.map(callsOf));
  return [
    { sentence: `a refresh makes at most ${most} calls; measured: ${calls}.`, kept: calls <= most },
  ];
}

function callsUnderLimit(result: ScenarioResult): PromisedLimit[] {
  const summary = summaryOf(result, "ours", "create");
  if (summary === undefined) return [];
  const needed = result.scenario.clients;
  if (needed < FEWEST_UNDER_LIMIT) return [];
  const calls = Math.max(...summary.measurements.map(callsOf));
  const most = Math.floor(needed * (1 + MOST_EXTRA_CALLS));
  return [
    {
      sentence: `${needed} creates at ${REQUESTS_PER_SECOND} requests per second succeed with at most ${most} calls; measured: ${calls}.`,
      kept: summary.right && calls <= most,
    },
  ];
}

function createTimes(result: ScenarioResult): PromisedLimit[] {
  return MOST_RATIOS.flatMap(({ contender, base, most, what }) => {
    const ratio = ratioOf(result, contender, base, "create");
    if (ratio === undefined) return [];
    const sentence = `creating takes ${what} at most ${most} × the time of ${base}; measured: ${ratio.toFixed(2)} ×.`;
    return [{ sentence, kept: ratio <= most }];
  });
}

function programMemory(result: ScenarioResult): PromisedLimit[] {
  const peak = (contender: string) => {
    const measurements = summaryOf(result, contender, "create")?.measurements ?? [];
    if (measurements.length === 0) return Number.NaN;
    return Math.max(...measurements.map(({ peakBytes }) => peakBytes?.program ?? Number.NaN));
  };
  const share = peak("ours") / peak("naive");
  if (!Number.isFinite(share)) return [];
  const sentence = `the peak memory of our program is at most ${MOST_MEMORY} × that of the naive one; measured: ${share.toFixed(2)} ×.`;
  return [{ sentence, kept: share <= MOST_MEMORY }];
}
