import type { Matrix } from "../compare/scenario.ts";

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
  readonly matrix: Matrix;
  /** Keys of the contenders that take part; undefined for all. */
  readonly contenders: readonly string[] | undefined;
  /** Runs of a scenario with 1,000 clients and more. From 1. */
  readonly longRuns: number;
  /** The folder that gets the results. */
  readonly into: string;
}

export interface PromisedLimit {
  /** What is promised, and what was measured, as a sentence. */
  readonly sentence: string;
  readonly kept: boolean;
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
