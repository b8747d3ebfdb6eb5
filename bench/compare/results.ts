import { readFile, rename, writeFile } from "node:fs/promises";
import type { Fact } from "../measures/measure.ts";
import { isSameScenario, type Operation, type Scenario } from "./scenario.ts";

/** One command of one contender. */
export interface Measurement {
  readonly operation: Operation;
  readonly ms: number;
  /** Why the command failed; absent where it did not. */
  readonly failure?: string;
  /** Clients that the server should hold afterwards. */
  readonly expected: number;
  /** Clients that it holds as declared, and in all. */
  readonly right: number;
  readonly held: number;
  /** Calls by `METHOD /route`. */
  readonly requests: Readonly<Record<string, number>>;
  /** Calls of these that got a 429. */
  readonly refused: number;
  /** Peak memory of the processes, by what they are for; none where none was seen. */
  readonly peakBytes?: Readonly<Record<string, number>>;
  /** Of the whole state file. */
  readonly stateBytes?: number;
  /** Clients whose secret stands in the state in clear. */
  readonly clearSecrets?: number;
  /** What processes of others used of all processors meanwhile, from 0 to 1; none where it is not known. */
  readonly others?: number;
}

/** All operations of one contender on one project, from empty to empty. */
export interface Sequence {
  readonly contender: string;
  /** From 1. Sequences with the same number took turns. */
  readonly run: number;
  readonly measurements: readonly Measurement[];
  /** Why the last operations are missing. */
  readonly stopped?: string;
  /** When it was measured, if not in turns with the others. */
  readonly apart?: string;
  /** The id of the {@link Campaign} that it belongs to. */
  readonly campaign?: string;
  /** What processes of others used of all processors just before, from 0 to 1. */
  readonly othersBefore?: number;
}

/** One start of the benchmark, and each time that it was resumed: on one machine. */
export interface Campaign {
  /** When it began, as `2026-01-02T03:04:05Z`. */
  readonly id: string;
  /** When its last part ended, likewise. */
  readonly end: string;
  /** Load of the machine before it began: how many processes wanted to run, over a minute. */
  readonly loadBefore: number;
  /** How often it was resumed. */
  readonly resumed: number;
  /** Whether nothing of its plan is left. */
  readonly complete: boolean;
}

export interface ScenarioResult {
  readonly scenario: Scenario;
  /** When it began, and on what. */
  readonly facts: readonly Fact[];
  /** Contenders that this machine cannot run, and why. */
  readonly absent: readonly { readonly contender: string; readonly reason: string }[];
  readonly sequences: readonly Sequence[];
}

export interface Results {
  readonly format: 1;
  /** In their order; without those of which nothing is left. */
  readonly campaigns?: readonly Campaign[];
  readonly scenarios: readonly ScenarioResult[];
}

export const NO_RESULTS: Results = { format: 1, scenarios: [] };

/** The results so far; none where the file does not exist yet. */
export async function readResults(file: string): Promise<Results> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return NO_RESULTS;
    throw error;
  }
  const results = JSON.parse(text) as Results;
  if (results.format === 1) return results;
  throw new Error(`${file} was written by another version of the benchmark; move it away`);
}

/** Replaces the file in one step: one that is stopped halfway leaves the old one. */
export async function writeResults(file: string, results: Results): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(results, null, 1)}\n`);
  await rename(`${file}.new`, file);
}

/**
 * What was measured of a contender takes the place of what was known of it in the same scenario. What
 * is known of the others stays, and says that it was measured apart.
 */
export function withScenario(results: Results, found: ScenarioResult): Results {
  const isOther = ({ scenario }: ScenarioResult) => !isSameScenario(scenario, found.scenario);
  const known = results.scenarios.find((result) => !isOther(result));
  const measured = new Set(found.sequences.map(({ contender }) => contender));
  const kept = (known?.sequences ?? [])
    .filter(({ contender }) => !measured.has(contender))
    .map((sequence) => ({ ...sequence, apart: sequence.apart ?? dateOf(known) }));
  const result = { ...found, sequences: [...found.sequences, ...kept] };
  const scenarios = [...results.scenarios.filter(isOther), result].sort((a, b) =>
    compare(a.scenario, b.scenario),
  );
  return { ...results, scenarios };
}

/** With a campaign as it is now, and without those of which nothing is left. */
export function withCampaign(results: Results, campaign: Campaign): Results {
  const measured = new Set(
    results.scenarios.flatMap(({ sequences }) => sequences.map((each) => each.campaign)),
  );
  const others = (results.campaigns ?? []).filter(
    ({ id }) => id !== campaign.id && measured.has(id),
  );
  return { ...results, campaigns: [...others, campaign] };
}

/** The campaign that promises are judged by: the last one. Undefined where none is recorded. */
export function lastCampaign({ campaigns }: Results): Campaign | undefined {
  return campaigns?.at(-1);
}

/** Only what the last campaign measured; everything where none is recorded. */
export function ofLastCampaign(results: Results): ScenarioResult[] {
  const last = lastCampaign(results);
  if (last === undefined) return [...results.scenarios];
  return results.scenarios
    .map((result) => ({
      ...result,
      sequences: result.sequences.filter(({ campaign }) => campaign === last.id),
    }))
    .filter(({ sequences }) => sequences.length > 0);
}

export function resultOf(
  scenarios: readonly ScenarioResult[],
  scenario: Scenario,
): ScenarioResult | undefined {
  return scenarios.find((each) => isSameScenario(each.scenario, scenario));
}

function dateOf(result: ScenarioResult | undefined): string {
  return result?.facts.find(([name]) => name === "Date")?.[1] ?? "at another time";
}

function compare(a: Scenario, b: Scenario): number {
  return (
    Number(a.limited) - Number(b.limited) || a.latencyMs - b.latencyMs || a.clients - b.clients
  );
}

/** Whether the command did what it was to do. */
export function isRight({ failure, expected, right, held }: Measurement): boolean {
  return failure === undefined && right === expected && held === expected;
}
