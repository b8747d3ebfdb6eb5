import type { Contender } from "../contenders/contender.ts";
import { FLOOR, OURS } from "../contenders/contender.ts";
import type { RunResult } from "../contenders/run.ts";
import { roleOf } from "../processes.ts";
import { medianRatio, medianSeconds, table } from "../report.ts";
import { median, ratios } from "../statistics.ts";

type Results = ReadonlyMap<Contender, readonly RunResult[]>;

/** How long, how many calls, what is left behind, and whether it is right. */
export function createsTables(results: Results, count: number): string[] {
  const times = (contender: Contender) => (results.get(contender) ?? []).map(({ ms }) => ms);
  const rows = [...results].map(([contender, list]) => {
    const own = times(contender);
    return [
      contender.name,
      medianSeconds(own),
      contender === OURS ? "1" : medianRatio(ratios(own, times(OURS))),
      contender === FLOOR ? "1" : medianRatio(ratios(own, times(FLOOR))),
      same(list.map(({ right, held }) => `${right} of ${count}${extra(held, count)}`)),
    ];
  });
  const left = [...results].map(([{ name }, list]) => [
    name,
    same(list.map(({ state }) => (state ? Math.round(state.bytes / count).toString() : "–"))),
    same(list.map(({ state }) => (state ? String(state.clearSecrets) : "–"))),
    memory(list),
    same(list.map(({ requests }) => calls(requests))),
  ]);
  return [
    table(["", "time", "÷ ours", "÷ floor", "clients as declared"], rows),
    "Ratios are taken within each run. State is the whole file divided by the clients; memory is the peak of the largest process.",
    table(["", "state bytes a client", "secrets in clear", "memory", "API calls"], left),
  ];
}

function extra(held: number, count: number): string {
  return held === count ? "" : `, ${held} on the server`;
}

/** What all runs agree on; else what each of them gave. */
function same(values: readonly string[]): string {
  return [...new Set(values)].join(" / ");
}

function calls(requests: Readonly<Record<string, number>>): string {
  const entries = Object.entries(requests);
  return entries.map(([route, number]) => `${number} ${route}`).join(", ") || "none";
}

function memory(list: readonly RunResult[]): string {
  const peaks = list.flatMap(({ largest }) => (largest ? [largest] : []));
  const [some] = peaks;
  if (some === undefined) return "–";
  const megabytes = median(peaks.map(({ peakBytes }) => peakBytes)) / 1e6;
  return `${megabytes.toFixed(0)} MB (${roleOf(some.command)})`;
}
