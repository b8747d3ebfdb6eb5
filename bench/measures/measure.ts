/** A line of the report's head: what, and its value. */
export type Fact = readonly [name: string, value: string];

export interface MeasureOptions {
  /** How often whole processes are measured. From 1. */
  readonly runs: number;
  /** Tells a waiting person what is being done. */
  readonly say: (line: string) => void;
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
  /** What the head of the report shall say, too. */
  readonly facts: readonly Fact[];
}

export type Measure = (options: MeasureOptions) => Promise<Section>;
