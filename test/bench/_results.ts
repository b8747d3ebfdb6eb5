import type { Measurement, ScenarioResult, Sequence } from "../../bench/compare/results.ts";
import type { Scenario } from "../../bench/compare/scenario.ts";

export const SCENARIO: Scenario = { clients: 100, latencyMs: 20, limited: false };

/** A creation of 100 clients that went well in two seconds. */
export function aMeasurement(changes: Partial<Measurement> = {}): Measurement {
  return {
    operation: "create",
    ms: 2_000,
    expected: 100,
    right: 100,
    held: 100,
    requests: { "POST /v1/connected_apps/clients": 100 },
    refused: 0,
    ...changes,
  };
}

/** One run of a contender that took so long to create. */
export function aSequence(
  contender: string,
  run: number,
  changes: Partial<Measurement> = {},
): Sequence {
  return { contender, run, measurements: [aMeasurement(changes)] };
}

export function aResult(
  sequences: readonly Sequence[],
  changes: Partial<ScenarioResult> = {},
): ScenarioResult {
  return { scenario: SCENARIO, facts: [["Date", "today"]], absent: [], sequences, ...changes };
}
