import { markdownTable } from "markdown-table";
import type { PromisedLimit } from "./measures/measure.ts";
import { median } from "./statistics.ts";

/** A table in Markdown that lines up as plain text, too: text in its first column, then numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const align = head.map((_, column) => (column === 0 ? null : "right"));
  return markdownTable([head, ...rows], { align });
}

/** What became of each promise, those that were broken first. */
export function promiseList(promises: readonly PromisedLimit[]): string {
  const verdicts = promises.map(({ sentence, kept }) => {
    if (kept === undefined) return { rank: 2, text: `* **Not measured in this run:** ${sentence}` };
    return { rank: kept ? 1 : 0, text: `* **${kept ? "Kept" : "Broken"}:** ${sentence}` };
  });
  return verdicts
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ text }) => text)
    .join("\n");
}

export function milliseconds(value: number): string {
  const decimals = value < 1 ? 3 : value < 10 ? 1 : 0;
  return `${value.toFixed(decimals)} ms`;
}

export function seconds(valueMs: number): string {
  return `${(valueMs / 1000).toFixed(2)} s`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/** The median, and the extremes where there is more than one value: `5.21 s (5.10 – 5.40)`. */
export function medianSeconds(valuesMs: readonly number[]): string {
  return withRange(valuesMs, seconds, (value) => (value / 1000).toFixed(2));
}

export function medianRatio(values: readonly number[]): string {
  return withRange(
    values,
    (value) => `${value.toFixed(2)} ×`,
    (value) => value.toFixed(2),
  );
}

function withRange(
  values: readonly number[],
  format: (value: number) => string,
  short: (value: number) => string,
): string {
  const middle = format(median(values));
  if (values.length < 2) return middle;
  return `${middle} (${short(Math.min(...values))} – ${short(Math.max(...values))})`;
}
