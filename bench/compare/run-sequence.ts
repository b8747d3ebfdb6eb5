import { setTimeout } from "node:timers/promises";
import type { Engine } from "../../tools/pulumi/src/index.ts";
import { runProcess } from "../../tools/pulumi/src/run-process.ts";
import { type DeclaredClient, declareClients } from "../clients.ts";
import { type Api, countRight, holds } from "../contenders/api.ts";
import { withFolder } from "../folders.ts";
import { watchOthers } from "../others-load.ts";
import { peaksByRole, watchProcesses } from "../processes.ts";
import { changed, changeOf, drifting } from "./changes.ts";
import { failureText } from "./failure-text.ts";
import { isRight, type Measurement, type Sequence } from "./results.ts";
import type { Command, Rival, Session } from "./rivals/rival.ts";
import { type Operation, REQUESTS_PER_SECOND, type Scenario } from "./scenario.ts";

export interface SequenceOptions {
  readonly engine: Engine;
  readonly api: Api;
  readonly scenario: Scenario;
  /** In their order. */
  readonly operations: readonly Operation[];
  readonly run: number;
  /** Milliseconds for which others are watched before. */
  readonly quietMs: number;
  readonly say: (line: string) => void;
}

/** Milliseconds for one command: a thousand clients with a growing state take many minutes. */
const TIMEOUT_MS = 1_800_000;
/** Attempts to complete an unfinished project before the sequence is given up. */
const COMPLETIONS = 3;
const NO_CONDITIONS = { latencyMs: 0, requestsPerSecond: undefined };
const DRIFTED = { client_description: "Changed by someone else" };

/**
 * Takes a contender through all operations, each from the state in which the one before should have
 * left the project: what it left undone is put right, unmeasured, so that every operation starts alike.
 */
export function runSequence(rival: Rival, options: SequenceOptions): Promise<Sequence> {
  const { engine, api, scenario, operations, run, say } = options;
  return withFolder(async (folder) => {
    const { limited } = scenario;
    const quiet = watchOthers();
    await setTimeout(options.quietMs);
    const othersBefore = quiet.stop();
    api.reset();
    const stage = { folder, engine, env: api.env, limited, clients: scenario.clients };
    const session = await rival.open(stage);
    await using _ = { [Symbol.asyncDispose]: async () => session.close?.() };
    const measurements: Measurement[] = [];
    const sequence = (stopped?: string): Sequence => ({
      contender: rival.key,
      run,
      measurements,
      ...(othersBefore === undefined ? {} : { othersBefore: rounded(othersBefore) }),
      ...(stopped === undefined ? {} : { stopped }),
    });
    // The changes add up.
    let clients = declareClients(scenario.clients);
    for (const operation of operations) {
      const command = session.command(operation);
      if (command === undefined) continue;
      say(`${rival.key}: ${operation}`);
      const change = changeOf(operation);
      if (change !== undefined) clients = changed(clients, change);
      await session.declare(clients);
      if (operation === "drift") await drift(api, scenario.clients);
      const expected = operation === "destroy" ? [] : clients;
      const measurement = await measure(session, operation, command, expected, options);
      measurements.push(measurement);
      if (isRight(measurement) || operation === "destroy") continue;
      if (!(await putRight(api, session, clients))) {
        return sequence(`after ${operation}, the project could not be completed`);
      }
    }
    return sequence();
  });
}

function rounded(share: number): number {
  return Math.round(share * 1_000) / 1_000;
}

/** Someone changes clients by hand. */
async function drift(api: Api, count: number): Promise<void> {
  const names = new Set(drifting(declareClients(count)).map(({ name }) => name));
  for (const client of await api.clients()) {
    if (names.has(client.client_name)) await api.update(client.client_id, DRIFTED);
  }
}

async function measure(
  session: Session,
  operation: Operation,
  command: Command,
  expected: readonly DeclaredClient[],
  { api, scenario }: SequenceOptions,
): Promise<Measurement> {
  const { latencyMs, limited } = scenario;
  const requestsPerSecond = limited ? REQUESTS_PER_SECOND : undefined;
  await api.impose({ latencyMs, requestsPerSecond });
  await api.forgetTraffic();
  const watch = watchProcesses();
  const othersWatch = watchOthers();
  let processes: ReturnType<typeof watch.stop> | undefined;
  const ended = await execute(command).finally(() => {
    processes = watch.stop();
  });
  const seen = processes?.seen ?? [];
  const others = othersWatch.stop(seen.reduce((sum, { cpuMs }) => sum + cpuMs, 0));
  const { requests, statuses } = await api.traffic();
  await api.impose(NO_CONDITIONS);
  const clients = await api.clients();
  const state = await session.state(clients).catch(() => undefined);
  const peakBytes = peaksByRole(seen);
  return {
    operation,
    ...ended,
    expected: expected.length,
    right: countRight(expected, clients),
    held: clients.length,
    requests,
    refused: statuses["429"] ?? 0,
    ...(others !== undefined && { others: rounded(others) }),
    ...(Object.keys(peakBytes).length > 0 && { peakBytes }),
    ...(state && { stateBytes: state.bytes, clearSecrets: state.clearSecrets }),
  };
}

async function execute(command: Command): Promise<{ ms: number; failure?: string }> {
  const { program, args, cwd, env, readMs } = command;
  const begin = performance.now();
  const { stdout, failure } = await runProcess(program, args, { cwd, env, timeoutMs: TIMEOUT_MS });
  const ms = performance.now() - begin;
  if (failure !== undefined) return { ms, failure: failureText(failure, stdout, cwd) };
  return { ms: readMs?.(stdout) ?? ms };
}

/** @returns whether the server holds what is declared afterwards. */
async function putRight(
  api: Api,
  session: Session,
  clients: readonly DeclaredClient[],
): Promise<boolean> {
  const fieldsOf = new Map(clients.map(({ name, fields }) => [name, fields]));
  for (let left = COMPLETIONS; left > 0; left -= 1) {
    if (session.complete) await execute(session.complete);
    const actual = await api.clients();
    for (const client of actual) {
      const fields = fieldsOf.get(client.client_name);
      if (fields !== undefined && !holds(client, fields))
        await api.update(client.client_id, fields);
    }
    const held = await api.clients();
    if (held.length === clients.length && countRight(clients, held) === clients.length) return true;
  }
  return false;
}
