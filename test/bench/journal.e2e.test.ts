import { expect, it } from "vitest";
import { ours, oursJournaled } from "../../bench/compare/rivals/engine.ts";
import type { Rival } from "../../bench/compare/rivals/rival.ts";
import { runSequence } from "../../bench/compare/run-sequence.ts";
import { operationsOf } from "../../bench/compare/scenario.ts";
import { startApi } from "../../bench/contenders/api.ts";
import { provideEngine } from "../../tools/pulumi/src/index.ts";
import { suiteScope } from "../e2e/_scope.ts";

const scope = suiteScope();

it("a backend that journals leads to the same clients by the same calls as one that keeps a file", async () => {
  const api = scope.keep(await startApi(0), (started) => started.close());
  const scenario = { clients: 3, latencyMs: 0, limited: false };
  const engine = await provideEngine();
  const measurementsOf = async (rival: Rival) => {
    const operations = operationsOf(scenario.clients);
    const options = { engine, api, scenario, operations, run: 1, quietMs: 10, say: () => {} };
    const { measurements, stopped } = await runSequence(rival, options);
    expect(stopped).toBeUndefined();
    return measurements.map(({ operation, failure, expected, right, held, requests }) => ({
      ...{ operation, failure, expected, right, held, requests },
    }));
  };
  const journaled = await measurementsOf(oursJournaled);
  expect(journaled).toHaveLength(8);
  expect(journaled).toEqual(await measurementsOf(ours));
  for (const { failure, expected, right, held } of journaled) {
    expect(failure).toBeUndefined();
    expect([right, held]).toEqual([expected, expected]);
  }
});
