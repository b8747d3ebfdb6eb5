import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { ours, oursJournaled } from "../../bench/compare/rivals/engine.ts";
import type { Rival } from "../../bench/compare/rivals/rival.ts";
import { runSequence } from "../../bench/compare/run-sequence.ts";
import { operationsOf } from "../../bench/compare/scenario.ts";
import { type Api, startApi } from "../../bench/contenders/api.ts";
import { OURS } from "../../bench/contenders/contender.ts";
import { upArguments } from "../../bench/contenders/run.ts";
import { layOut, STACK } from "../../bench/contenders/workplace.ts";
import { startJournalBackend } from "../../bench/journal/backend.ts";
import { type JournalEntry, replay } from "../../bench/journal/replay.ts";
import { provideEngine } from "../../tools/pulumi/src/index.ts";
import { runProcess } from "../../tools/pulumi/src/run-process.ts";
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

it("without checkpoints, the journal knows of each client that a killed engine had created or begun", async () => {
  const api = scope.keep(await startApi(0), (started) => started.close());
  const engine = await provideEngine();
  const [folder, kept] = [await scope.folder(), await scope.folder()];
  const backend = scope.keep(await startJournalBackend(kept), (started) => started.close());
  const settings = { ...api.env, ...backend.env, PULUMI_SKIP_CHECKPOINTS: "true" };
  const { env } = await layOut(folder, OURS, 40, engine, settings);
  const init = ["stack", "init", STACK, "--secrets-provider", "passphrase", "--non-interactive"];
  const { failure } = await runProcess(engine.command, init, {
    cwd: folder,
    env,
    timeoutMs: 60_000,
  });
  expect(failure).toBeUndefined();

  await api.impose({ latencyMs: 100, requestsPerSecond: undefined });
  const up = spawn(engine.command, upArguments(5), { cwd: folder, env, stdio: "ignore" });
  const ended = once(up, "exit");
  while ((await api.clients()).length < 10) await setTimeout(20);
  up.kill("SIGKILL");
  await ended;
  const created = await untilUnchanged(api);
  expect(created.length).toBeLessThan(40);

  const state = replay(undefined);
  const lines = (await readFile(`${backend.stateFile}.journal`, "utf8")).trim().split("\n");
  for (const line of lines) {
    for (const entry of (JSON.parse(line) as { entries: JournalEntry[] }).entries) state.add(entry);
  }
  const { resources = [], pending_operations: pending = [] } = state.deployment();
  const recorded = resources.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const begun = pending.map(({ resource }) => `${resource.urn}`.split("::").at(-1));
  const unknown = created.filter(
    ({ client_id, client_name }) => !recorded.includes(client_id) && !begun.includes(client_name),
  );
  expect(unknown).toEqual([]);
  expect(recorded.length).toBeGreaterThan(1);
});

/** The clients, once what was under way when the engine was killed has ended. */
async function untilUnchanged(api: Api) {
  for (let before = await api.clients(); ; ) {
    await setTimeout(500);
    const now = await api.clients();
    if (now.length === before.length) return now;
    before = now;
  }
}
