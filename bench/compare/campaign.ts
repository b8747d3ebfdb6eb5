import type { Fact } from "../measures/measure.ts";
import { type Campaign, lastCampaign, type Results } from "./results.ts";

/** Facts that differ from one scenario to the next on the same machine. */
export const FACTS_OF_A_RUN: readonly string[] = ["Date", "Load before"];

/** What stays the same of a machine and its programs. */
export function lastingFacts(facts: readonly Fact[]): Fact[] {
  return facts.filter(([name]) => !FACTS_OF_A_RUN.includes(name));
}

interface Start {
  readonly results: Results;
  readonly resume: boolean;
  /** Of this machine. */
  readonly facts: readonly Fact[];
  readonly loadBefore: number;
  /** Default: now. */
  readonly now?: Date;
}

/**
 * A new campaign, or the last one again.
 *
 * @throws Error if it was to be resumed and there is none, or it is complete, or it was begun on another machine.
 */
export function campaignFor({ results, resume, facts, loadBefore, now }: Start): Campaign {
  const time = timeOf(now);
  if (!resume) return { id: time, end: time, loadBefore, resumed: 0, complete: false };
  const last = lastCampaign(results);
  if (last === undefined) throw new Error("there is no run to resume; begin one without --resume");
  if (last.complete) throw new Error(`the run ${last.id} is complete; begin one without --resume`);
  const other = results.scenarios
    .filter(({ sequences }) => sequences.some(({ campaign }) => campaign === last.id))
    .flatMap((scenario) => lastingFacts(scenario.facts))
    .find(([name, value]) => facts.some(([own, now]) => own === name && now !== value));
  if (other !== undefined) {
    const [name, value] = other;
    throw new Error(
      `the run ${last.id} was begun on another machine, with ${name} ${value}; begin one without --resume`,
    );
  }
  return { ...last, resumed: last.resumed + 1 };
}

export function withEnd(campaign: Campaign, now?: Date): Campaign {
  return { ...campaign, end: timeOf(now) };
}

function timeOf(date = new Date()): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
