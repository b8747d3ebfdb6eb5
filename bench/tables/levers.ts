import type { Lever } from "../levers/levers.ts";
import type { LeverCost } from "../levers/run-lever.ts";
import { medianRatio, medianSeconds, megabytes, table } from "../report.ts";
import { median, ratios } from "../statistics.ts";

/** The costs of each lever that took part, in the order of the runs. */
export type LeverCosts = ReadonlyMap<Lever, readonly LeverCost[]>;

/** What each lever takes, as a multiple of what it is compared with in the same run. */
export function leversTable(costs: LeverCosts): string {
  const byKey = new Map([...costs].map(([lever, list]) => [lever.key, { lever, list }]));
  const rows = [...costs].flatMap(([{ title, against }, list]) => {
    const other = against === undefined ? undefined : byKey.get(against);
    if (other === undefined) return [];
    const ratio = (of: keyof LeverCost) =>
      medianRatio(
        ratios(
          list.map((cost) => cost[of]),
          other.list.map((cost) => cost[of]),
        ),
      );
    return [[title, other.lever.title, ratio("cpuMs"), ratio("wallMs"), ratio("peakBytes")]];
  });
  const head = ["lever", "÷", "CPU of the engine", "wall", "peak memory of the engine"];
  return table(head, rows);
}

/** What those cost that others are compared with, as a sentence for each. */
export function plainCosts(costs: LeverCosts): string[] {
  const compared = new Set([...costs.keys()].map(({ against }) => against));
  return [...costs]
    .filter(([{ key }]) => compared.has(key))
    .map(([{ title }, list]) => `* ${title}: ${costText(list)}.`);
}

/** In absolute figures, as medians. */
export function costText(list: readonly LeverCost[]): string {
  const of = (what: keyof LeverCost) => list.map((cost) => cost[what]);
  const [cpu, wall] = [medianSeconds(of("cpuMs")), medianSeconds(of("wallMs"))];
  return `${cpu} of the engine's CPU, ${wall} wall, ${megabytes(median(of("peakBytes")))} at its peak`;
}
