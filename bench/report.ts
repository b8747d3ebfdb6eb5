import { median } from "./statistics.ts";

/** A table in Markdown whose columns line up as plain text, too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) =>
    Math.max(3, cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => pad(cells[column] ?? "", width, column)).join(" | ")} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}

/** The first column is text, the others are numbers. */
function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}

export function milliseconds(value: number): string {
  const decimals = value < 1 ? 3 : value < 10 ? 1 : 0;
  return `${value.toFixed(decimals)} ms`;
}

export function seconds(valueMs: number): string {
  return `${(valueMs / 1000).toFixed(2)} s`;
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
