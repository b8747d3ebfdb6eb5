import { milliseconds, table } from "../report.ts";
import { median } from "../statistics.ts";
import type { Breakdown, Stage } from "../trace/stages.ts";
import type { TracedRun } from "../trace/traced-run.ts";

/** Medians over the runs, with and without checkpoints side by side. */
export function breakdownTables(
  traced: readonly TracedRun[],
  without: readonly TracedRun[],
): string[] {
  const total = (runs: readonly TracedRun[]) => milliseconds(median(runs.map(({ ms }) => ms)));
  return [
    table(
      ["stage", "with checkpoints", "without"],
      [
        ...rows(traced, without, ({ stages }) => stages),
        ["whole command", total(traced), total(without)],
      ],
    ),
    table(
      ["within these", "with checkpoints", "without"],
      rows(traced, without, ({ details }) => details),
    ),
  ];
}

function rows(
  traced: readonly TracedRun[],
  without: readonly TracedRun[],
  listOf: (breakdown: Breakdown) => readonly Stage[],
): string[][] {
  const medianAt = (runs: readonly TracedRun[], index: number) =>
    milliseconds(
      median(runs.map(({ breakdown }) => listOf(breakdown)[index]?.value ?? Number.NaN)),
    );
  const names = traced.flatMap(({ breakdown }) => listOf(breakdown)).map(({ name }) => name);
  return [...new Set(names)].map((name, index) => [
    name,
    medianAt(traced, index),
    medianAt(without, index),
  ]);
}
