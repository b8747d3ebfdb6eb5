import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import type { Engine } from "../../tools/pulumi/src/index.ts";
import { runProcess } from "../../tools/pulumi/src/run-process.ts";
import type { Api } from "../contenders/api.ts";
import { OURS } from "../contenders/contender.ts";
import { previewArguments, upArguments } from "../contenders/run.ts";
import { layOut, STACK, type Workplace } from "../contenders/workplace.ts";
import { withFolder } from "../folders.ts";
import { startJournalBackend } from "../journal/backend.ts";
import { roleOf, watchProcesses } from "../processes.ts";
import { sum } from "../statistics.ts";
import type { Lever } from "./levers.ts";

/** What the measured command took. */
export interface LeverCost {
  /** Of the engine's process, in user and in system mode. */
  readonly cpuMs: number;
  /** Of the whole command. */
  readonly wallMs: number;
  /** Of the engine's process, at its largest. */
  readonly peakBytes: number;
}

/** A server for states, each in a table of its own. */
export interface Database {
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface LeverOptions {
  readonly engine: Engine;
  readonly api: Api;
  /** Clients to create. */
  readonly clients: number;
  readonly parallel: number;
  /** Undefined where there is no PostgreSQL: then only levers without one can be run. */
  readonly database: Database | undefined;
}

const TIMEOUT_MS = 600_000;
/** Between two looks at the processes. */
const WATCH_MS = 20;

let tables = 0;

/** Creates the clients by `pulumi up` on an empty stack, or looks at what that would do. */
export async function runLever(lever: Lever, options: LeverOptions): Promise<LeverCost> {
  const { engine, api, clients, parallel } = options;
  return withFolder(async (folder) => {
    const backend = await openBackend(lever, folder, options);
    try {
      api.reset();
      const env = { ...api.env, ...backend.env, ...lever.env };
      const place = await layOut(folder, OURS, clients, engine, env);
      await pulumi(engine, place, ["stack", "init", STACK, "--non-interactive"]);
      const previews = lever.command === "preview";
      const args = previews ? previewArguments(parallel) : upArguments(parallel);
      const cost = await watched(() => pulumi(engine, place, args));
      const held = (await api.clients()).length;
      const expected = previews ? 0 : clients;
      if (held !== expected) throw new Error(`there are ${held} clients instead of ${expected}`);
      return cost;
    } finally {
      await backend.close();
    }
  });
}

interface OpenBackend {
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

async function openBackend(
  { backend, query = "" }: Lever,
  folder: string,
  { database }: LeverOptions,
): Promise<OpenBackend> {
  if (backend === "journal") return startJournalBackend(join(folder, "journal"));
  if (backend === "files") {
    const url = pathToFileURL(join(folder, "backend")).href + query;
    return { env: { PULUMI_BACKEND_URL: url }, close: async () => {} };
  }
  if (database === undefined) throw new Error("there is no PostgreSQL");
  tables += 1;
  const url = `${database.url}&table=states_${tables}`;
  return { env: { ...database.environment, PULUMI_BACKEND_URL: url }, close: async () => {} };
}

async function watched(action: () => Promise<void>): Promise<LeverCost> {
  const watch = watchProcesses(WATCH_MS);
  const begin = performance.now();
  let wallMs = Number.NaN;
  let seen: ReturnType<typeof watch.stop>["seen"] = [];
  await action().finally(() => {
    wallMs = performance.now() - begin;
    seen = watch.stop().seen;
  });
  const engines = seen.filter(({ command }) => roleOf(command) === "engine");
  return {
    cpuMs: sum(engines.map(({ cpuMs }) => cpuMs)),
    wallMs,
    peakBytes: Math.max(...engines.map(({ peakBytes }) => peakBytes)),
  };
}

async function pulumi(engine: Engine, place: Workplace, args: readonly string[]): Promise<void> {
  const options = { cwd: place.folder, env: place.env, timeoutMs: TIMEOUT_MS };
  const { stdout, failure } = await runProcess(engine.command, args, options);
  if (failure === undefined) return;
  const said = stdout.trim().split("\n").slice(-20).join("\n");
  throw new Error(`\`pulumi ${args.join(" ")}\` ${failure}\n${said}`);
}
