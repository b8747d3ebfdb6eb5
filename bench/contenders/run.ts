import { performance } from "node:perf_hooks";
import type { Engine } from "../../tools/pulumi/src/index.ts";
import { runProcess } from "../../tools/pulumi/src/run-process.ts";
import { declareClients } from "../clients.ts";
import { step } from "../failure.ts";
import { withFolder } from "../folders.ts";
import { type SeenProcess, watchProcesses } from "../processes.ts";
import { type Api, countRight } from "./api.ts";
import type { Contender } from "./contender.ts";
import { readState, type StateFacts } from "./state-file.ts";
import { layOut, STACK, stateFile, type Workplace } from "./workplace.ts";

export interface RunOptions {
  readonly engine: Engine;
  readonly api: Api;
  /** Clients to create. */
  readonly count: number;
  readonly parallel: number;
  /** Set in the environment of the measured command only. */
  readonly env?: (folder: string) => Record<string, string>;
  /** Looks at the folder before it is removed. */
  readonly inspect?: (folder: string, span: Span) => Promise<void>;
}

/** Of the measured command, in milliseconds since the epoch. */
export interface Span {
  readonly begin: number;
  readonly end: number;
}

export interface RunResult {
  readonly ms: number;
  readonly requests: Record<string, number>;
  /** Declared clients that the server holds as declared. */
  readonly right: number;
  /** Clients that the server holds in all. */
  readonly held: number;
  /** Undefined where there is no state. */
  readonly state: StateFacts | undefined;
  readonly largest: SeenProcess | undefined;
}

const TIMEOUT_MS = 300_000;

/** Creates the clients on an empty project, as one process from start to end. */
export async function runContender(contender: Contender, options: RunOptions): Promise<RunResult> {
  const { engine, api, count, parallel } = options;
  return withFolder(async (folder) => {
    const place = await layOut(folder, contender, count, engine, api.env);
    if (contender.engine) {
      await command(place, engine.command, ["stack", "init", STACK, "--non-interactive"]);
    }
    api.reset();
    const env = { ...place.env, ...options.env?.(folder) };
    const [program, args] = contender.engine
      ? [engine.command, upArguments(parallel)]
      : [process.execPath, [contender.program]];
    const watch = watchProcesses();
    let largest: SeenProcess | undefined;
    const span = await command({ ...place, env }, program, args).finally(() => {
      largest = watch.stop().largest;
    });
    await options.inspect?.(folder, span);
    const requests = await api.requests();
    const clients = await api.clients();
    return {
      ms: span.end - span.begin,
      requests,
      right: countRight(declareClients(count), clients),
      held: clients.length,
      state: contender.engine
        ? await step("reading the state", () => readState(stateFile(place.backend), clients))
        : undefined,
      largest,
    };
  });
}

export function upArguments(parallel: number): string[] {
  return ["up", "--skip-preview", "--yes", ...common(parallel)];
}

export function previewArguments(parallel: number): string[] {
  return ["preview", ...common(parallel)];
}

function common(parallel: number): string[] {
  return ["--parallel", String(parallel), "--non-interactive", "--color", "never"];
}

async function command(
  { folder, env }: Workplace,
  program: string,
  args: readonly string[],
): Promise<Span> {
  const now = () => performance.timeOrigin + performance.now();
  const begin = now();
  const result = await runProcess(program, args, { cwd: folder, env, timeoutMs: TIMEOUT_MS });
  const end = now();
  if (result.failure !== undefined) {
    const said = result.stdout.trim().split("\n").slice(-20).join("\n");
    throw new Error(`\`${name(program)} ${args.join(" ")}\` ${result.failure}\n${said}`);
  }
  return { begin, end };
}

function name(program: string): string {
  return program.split(/[\\/]/).at(-1) ?? program;
}
