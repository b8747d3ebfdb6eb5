import type { PlannedScenario } from "../compare/plan.ts";

/** A line of the report's head: what, and its value. */
export type Fact = readonly [name: string, value: string];

export interface MeasureOptions {
  /** What `compare` does. */
  readonly compare: CompareOptions;
  /** How often whole processes are measured. From 1. */
  readonly runs: number;
  /** How many clients `engine` creates. From 1. */
  readonly clients: number;
  /** Tells a waiting person what is being done. */
  readonly say: (line: string) => void;
}

export interface CompareOptions {
  readonly plan: readonly PlannedScenario[];
  /** Whether the plan is all that promises and tables need: its results replace those of before. */
  readonly isWhole: boolean;
  /** Whether to complete the last campaign that is in the results, instead of a new one. */
  readonly resume: boolean;
  /** Whether to measure nothing, and to write the reports of the results again. */
  readonly reportOnly: boolean;
  /** The folder that gets the results. */
  readonly into: string;
}

export interface PromisedLimit {
  /** What is promised, and what was measured, as a sentence. */
  readonly sentence: string;
  /** Undefined where it was not measured in this run. */
  readonly kept: boolean | undefined;
}

export interface Section {
  readonly title: string;
  /** Blocks of Markdown, which a blank line parts. */
  readonly blocks: readonly string[];
  /** Limits that the product promises; one that is not kept fails the benchmark. */
  readonly promises: readonly PromisedLimit[];
  /** What the head of the report says, too. */
  readonly facts: readonly Fact[];
}

export type Measure = (options: MeasureOptions) => Promise<Section>;
