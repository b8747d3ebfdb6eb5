import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { DEVELOPMENT_CREDENTIALS } from "stytch-connected-apps-emulator";
import { type Engine, provideEngine } from "../../tools/pulumi/src/index.ts";
import { runProcess } from "../../tools/pulumi/src/run-process.ts";
import { declareClients, withPropertyNames } from "../clients.ts";
import { type Api, startApi } from "../contenders/api.ts";
import { type Contender, FLOOR, OURS, PLUGIN } from "../contenders/contender.ts";
import { upArguments } from "../contenders/run.ts";
import { readState } from "../contenders/state-file.ts";
import { layOut, STACK, stateFile, type Workplace } from "../contenders/workplace.ts";
import { step } from "../failure.ts";
import { linkPackages, REPOSITORY, withFolder } from "../folders.ts";
import { buildPluginSdk } from "../plugin-sdk.ts";
import { watchProcesses } from "../processes.ts";
import { startProvider } from "../provider-server.ts";
import { providerText } from "../provider-text.ts";
import { medianRatio, table } from "../report.ts";
import { median, ratios } from "../statistics.ts";
import type { Measure, MeasureOptions, PromisedLimit, Section } from "./measure.ts";

const STARTS_PER_RUN = 5;
const REFRESHED = 300;
const CREATED = 1_000;
const LATENCY_MS = 20;
const PARALLEL = 10;
const TIMEOUT_MS = 600_000;
/** Between two looks at the processes. */
const WATCH_MS = 20;

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** What is measured of both doors, in pairs. */
interface Figures {
  readonly starts: Cost[];
  readonly ups: Cost[];
  readonly refreshes: Cost[];
  stateBytes: number;
}

/** The provider plugin against the dynamic provider, and its own work against a script. */
export const measure: Measure = (options) =>
  withFolder(async (folder) => {
    const sdk = await step("building the SDK of the plugin", () => buildPluginSdk(folder));
    return measureWith({ STYTCH_BENCH_SDK: sdk }, options);
  });

async function measureWith(
  sdk: Readonly<Record<string, string>>,
  { runs, say }: MeasureOptions,
): Promise<Section> {
  const engine = await step("providing the engine", () => provideEngine());
  const api = await startApi(0);
  const slowApi = await startApi(LATENCY_MS);
  const [dynamic, plugin] = [figures(), figures()];
  const doors = [
    [OURS, dynamic],
    [PLUGIN, plugin],
  ] as const;
  const creates: number[] = [];
  const scripts: number[] = [];
  try {
    for (let run = 1; run <= runs; run += 1) {
      say(`run ${run} of ${runs}: starts of the process`);
      await measureStarts(doors);
      for (const [contender, list] of doors) {
        say(`run ${run} of ${runs}: ${contender.name}: up of one client, refresh of ${REFRESHED}`);
        await measureDeployments(contender, list, engine, { ...api, env: { ...api.env, ...sdk } });
      }
      say(`run ${run} of ${runs}: ${CREATED} creates over gRPC, and by a script`);
      creates.push(await createsOfPlugin(slowApi));
      scripts.push(await createsOfScript(slowApi));
    }
  } finally {
    await Promise.all([api.close(), slowApi.close()]);
  }

  const rows = [
    ratio("start of the process, CPU", plugin.starts, dynamic.starts, "cpuMs", 0.35),
    ratio("start of the process, wall", plugin.starts, dynamic.starts, "wallMs"),
    ratio("`up` of one client, CPU of all processes", plugin.ups, dynamic.ups, "cpuMs", 0.75),
    ratio("`up` of one client, wall", plugin.ups, dynamic.ups, "wallMs", 0.7),
    ratio(
      `refresh of ${REFRESHED}, CPU of all processes`,
      plugin.refreshes,
      dynamic.refreshes,
      "cpuMs",
    ),
    ratio(`refresh of ${REFRESHED}, wall`, plugin.refreshes, dynamic.refreshes, "wallMs", 0.8),
    row("state bytes a client", [plugin.stateBytes / dynamic.stateBytes], 0.9),
    row(
      `${CREATED} creates at ${LATENCY_MS} ms over gRPC ÷ script with the official SDK`,
      ratios(creates, scripts),
      1.15,
    ),
  ];
  return {
    title: "The provider plugin ÷ the dynamic provider",
    blocks: [
      `Pairs in turns, medians (smallest – largest). A start is the process, \`Configure\` and one \`Check\` over gRPC. \`up\` is \`pulumi ${upArguments(PARALLEL).join(" ")}\` on an empty stack (file backend, passphrase), at 0 ms latency. State: ${Math.round(plugin.stateBytes)} bytes a client with the plugin, ${Math.round(dynamic.stateBytes)} with the dynamic provider.`,
      table(
        ["", "ratio", "at most"],
        rows.map(({ name, text, limit }) => [name, text, limit?.toString() ?? "–"]),
      ),
    ],
    promises: rows.flatMap(promiseOf),
    facts: [["Pulumi engine", `${engine.version} (${engine.origin})`]],
  };
}

function figures(): Figures {
  return { starts: [], ups: [], refreshes: [], stateBytes: 0 };
}

async function measureStarts(doors: readonly (readonly [Contender, Figures])[]): Promise<void> {
  const text = await step("reading the provider text", providerText);
  const fields = declareClients(1).map(withPropertyNames)[0]?.fields ?? {};
  const { projectId, secret } = DEVELOPMENT_CREDENTIALS.consumer;
  const settings = { STYTCH_PROJECT_ID: projectId, STYTCH_SECRET: secret };
  const env = { ...process.env, ...settings, STYTCH_API_URL: "http://127.0.0.1:9" };
  await withFolder(async (folder) => {
    await linkPackages(folder);
    // The first round fills caches of the machine.
    for (let start = 0; start <= STARTS_PER_RUN; start += 1) {
      for (const [contender, { starts }] of doors) {
        const ofDoor = contender.plugin ? undefined : text;
        const { responseMs, cpuMs = Number.NaN } = await startProvider(ofDoor, fields, folder, env);
        if (start > 0) starts.push({ wallMs: responseMs, cpuMs });
      }
    }
  });
}

async function measureDeployments(
  contender: Contender,
  list: Figures,
  engine: Engine,
  api: Api,
): Promise<void> {
  const inStack = (count: number, action: (place: Workplace) => Promise<void>) =>
    withFolder(async (folder) => {
      api.reset();
      const place = await layOut(folder, contender, count, engine, api.env);
      await timed(place, engine.command, ["stack", "init", STACK, "--non-interactive"]);
      await action(place);
    });
  await inStack(1, async (place) => {
    list.ups.push(await timed(place, engine.command, upArguments(PARALLEL)));
  });
  await inStack(REFRESHED, async (place) => {
    await timed(place, engine.command, upArguments(PARALLEL));
    const { bytes } = await readState(stateFile(place.backend), []);
    list.stateBytes = bytes / REFRESHED;
    const refresh = ["refresh", "--skip-preview", "--yes", "--non-interactive", "--color", "never"];
    list.refreshes.push(await timed(place, engine.command, refresh));
  });
}

/**
 * A command with all processes below it, as they were last seen: the engine does not wait for each of
 * them, so that no system call adds them up.
 */
async function timed(
  { folder, env }: Workplace,
  program: string,
  args: readonly string[],
): Promise<Cost> {
  const watch = watchProcesses(WATCH_MS);
  const begin = performance.now();
  const options = { cwd: folder, env, timeoutMs: TIMEOUT_MS };
  const { failure } = await runProcess(program, args, options);
  const wallMs = performance.now() - begin;
  const { seen } = watch.stop();
  if (failure !== undefined) throw new Error(`\`pulumi ${args.join(" ")}\` ${failure}`);
  return { wallMs, cpuMs: seen.reduce((sum, { cpuMs }) => sum + cpuMs, 0) };
}

const DRIVER = join(REPOSITORY, "bench/compare/rivals/provider-driver.ts");
const SCRIPTS = join(REPOSITORY, "bench/contenders");

/** From the start of the plugin's process to the last response, as the driver times it. */
function createsOfPlugin(api: Api): Promise<number> {
  return creating(api, PLUGIN, [DRIVER, "plugin"], (stdout) => JSON.parse(stdout).ms);
}

/** The script as a whole process. */
function createsOfScript(api: Api): Promise<number> {
  return creating(api, FLOOR, [FLOOR.program], (_stdout, wallMs) => wallMs);
}

async function creating(
  api: Api,
  contender: Contender,
  args: readonly string[],
  readMs: (stdout: string, wallMs: number) => number,
): Promise<number> {
  return withFolder(async (folder) => {
    api.reset();
    await linkPackages(folder);
    const clients = declareClients(CREATED).map(contender.declare);
    await writeFile(join(folder, "clients.json"), JSON.stringify(clients));
    await copyFile(join(SCRIPTS, contender.program), join(folder, contender.program));
    const begin = performance.now();
    const env = { ...process.env, ...api.env };
    const options = { cwd: folder, env, timeoutMs: TIMEOUT_MS };
    const result = await runProcess(process.execPath, args, options);
    if (result.failure !== undefined) throw new Error(`${contender.name}: ${result.failure}`);
    const held = (await api.clients()).length;
    if (held !== CREATED) throw new Error(`${contender.name}: ${held} clients of ${CREATED}`);
    return readMs(result.stdout, performance.now() - begin);
  });
}

interface Row {
  readonly name: string;
  readonly text: string;
  readonly value: number;
  readonly limit: number | undefined;
}

function ratio(name: string, ours: Cost[], theirs: Cost[], of: keyof Cost, limit?: number): Row {
  const values = (list: Cost[]) => list.map((cost) => cost[of]);
  return row(name, ratios(values(ours), values(theirs)), limit);
}

function row(name: string, values: readonly number[], limit?: number): Row {
  return { name, text: medianRatio(values), value: median(values), limit };
}

function promiseOf({ name, value, limit }: Row): PromisedLimit[] {
  if (limit === undefined) return [];
  const sentence = `plugin, ${name}: at most ${limit} ×; measured: ${value.toFixed(2)} ×.`;
  return [{ sentence, kept: value <= limit }];
}
