import type { PromisedLimit } from "../../measures/measure.ts";
import type { ContenderKey } from "../contenders.ts";
import { MARK } from "../disturbance.ts";
import { isRight, type ScenarioResult } from "../results.ts";
import { type Operation, REQUESTS_PER_SECOND, scenarioTitle } from "../scenario.ts";
import { callsOf, type Summary, summaryOf } from "../summary.ts";
import { notDone, notMeasured, type Reading } from "./reading.ts";

/** Whose commands have to end as they should. */
const OWN: readonly string[] = [
  "ours",
  "ours-plugin",
  "ours-no-checkpoints",
  "ours-journaled",
  "journaled-plugin",
  "fleet",
  "fleet-plugin",
  "fleet-machines",
  "provider",
] satisfies ContenderKey[];

/** A refresh pages through all clients, and may confirm one. */
const PAGE_SIZE = 1_000;
/** Calls beyond those needed, as a share. */
const MOST_EXTRA_CALLS = 0.05;
/** With fewer clients such a share is only a few calls. */
const FEWEST_UNDER_LIMIT = 100;

const UNDER_LIMIT = [
  ["ours", "one stack"],
  ["fleet", "the fleet"],
  ["fleet-machines", "a fleet on two machines"],
] as const satisfies [ContenderKey, string][];

/** The calls that each client needs: a change reads it before, so that it is right whether Stytch merges or replaces. */
const NEEDED: readonly [Operation, number][] = [
  ["create", 1],
  ["change-all", 2],
  ["destroy", 1],
];

export function rightness(results: readonly ScenarioResult[]): PromisedLimit {
  const sentence = "After each of our commands the server holds what is declared";
  const own = results.flatMap(({ scenario, sequences }) =>
    sequences
      .filter(({ contender }) => OWN.includes(contender))
      .map((sequence) => ({ ...sequence, where: scenarioTitle(scenario) })),
  );
  if (own.length === 0) return notMeasured(sentence);
  const wrong = own.flatMap(({ contender, where, measurements, stopped }) => [
    ...measurements
      .filter((each) => !isRight(each))
      .map(({ operation }) => `${operation} (${contender}; ${where})`),
    ...(stopped === undefined ? [] : [`the rest of ${contender} (${where})`]),
  ]);
  const commands = own.reduce((sum, { measurements }) => sum + measurements.length, 0);
  const names = [...new Set(wrong)].join(", ") || "none";
  return {
    sentence: `${sentence}; of ${commands} commands, those where not: ${names}.`,
    kept: wrong.length === 0,
  };
}

export function refreshCalls(results: readonly ScenarioResult[]): PromisedLimit[] {
  const one = results.flatMap((result) => refreshesOf(result));
  const sentence = "A refresh makes at most one call for each 1,000 clients begun, and one more";
  const large = "A refresh of 5,000 clients in one stack makes at most 6 calls";
  const verdict = (words: string, refreshes: typeof one) => {
    if (refreshes.length === 0) return notMeasured(words);
    const worst = refreshes.reduce((a, b) => (b.calls / b.most > a.calls / a.most ? b : a));
    const kept = refreshes.every(({ calls, most }) => calls <= most);
    return { sentence: `${words}; measured: ${worst.calls} for ${worst.where}.`, kept };
  };
  return [
    verdict(sentence, one),
    verdict(
      large,
      one.filter(({ clients }) => clients === 5_000),
    ),
  ];
}

function refreshesOf(result: ScenarioResult) {
  const { clients } = result.scenario;
  const where = `${clients.toLocaleString("en")} clients`;
  const most = Math.ceil(clients / PAGE_SIZE) + 1;
  return OWN.flatMap((contender) => {
    const summary = summaryOf(result, contender, "refresh");
    return summary === undefined ? [] : [{ clients, where, most, calls: mostCalls(summary) }];
  });
}

export function underLimit(results: readonly ScenarioResult[]): PromisedLimit[] {
  const limited = results.filter(
    ({ scenario }) => scenario.limited && scenario.clients >= FEWEST_UNDER_LIMIT,
  );
  return UNDER_LIMIT.map(([contender, words]) => {
    const sentence = `Under ${REQUESTS_PER_SECOND} requests a second ${words} leaves no client undone, with at most ${MOST_EXTRA_CALLS * 100} % more calls than needed (one for each create or delete, two for each change)`;
    const readings = limited.flatMap((result) =>
      NEEDED.flatMap(([operation, each]) => {
        const summary = summaryOf(result, contender, operation);
        return summary === undefined ? [] : [{ summary, needed: each * result.scenario.clients }];
      }),
    );
    if (readings.length === 0) return notMeasured(sentence);
    if (readings.some(({ summary }) => !summary.right)) return notDone(sentence);
    const extra = Math.max(
      ...readings.map(({ summary, needed }) => mostCalls(summary) / needed - 1),
    );
    return {
      sentence: `${sentence}; measured: ${(Math.max(0, extra) * 100).toFixed(1)} %.`,
      kept: extra <= MOST_EXTRA_CALLS + 1e-9,
    };
  });
}

/** Judges the time and the calls of an operation that was done right. */
export function fewCalls(
  sentence: string,
  { summary, isDisturbed }: Reading,
  mostMs: number,
  most: number,
): PromisedLimit {
  const calls = mostCalls(summary);
  const mark = isDisturbed ? ` ${MARK}` : "";
  return {
    sentence: `${sentence}; measured: ${(summary.ms / 1_000).toFixed(1)} s${mark} and ${calls}.`,
    kept: summary.ms <= mostMs && calls <= most,
  };
}

function mostCalls({ measurements }: Summary): number {
  return Math.max(...measurements.map(callsOf));
}
