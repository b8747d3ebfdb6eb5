import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { engineEnvironment, provideEngine } from "../../tools/pulumi/src/index.ts";
import { type Api, startApi } from "../contenders/api.ts";
import { withoutSettings } from "../contenders/workplace.ts";
import { copyFleet } from "../fleet-copy.ts";
import { REPOSITORY, withFolder } from "../folders.ts";
import { medianSeconds, seconds, table } from "../report.ts";
import { median } from "../statistics.ts";
import type { Measure } from "./measure.ts";

const CLIENTS = 5_000;
const STACKS = 50;
/** Promised for a run that has nothing to do. */
const UNCHANGED_LIMIT_MS = 2_000;
/** Promised for a run with one changed client. */
const CHANGED_LIMIT_MS = 8_000;
const CHANGED_REQUESTS = 3;

interface Timed {
  readonly ms: number;
  readonly requests: number;
}

/** Runs of the example `fleet` on a file backend, at no latency. */
export const measure: Measure = async ({ runs, say }) => {
  const api = await startApi(0);
  try {
    return await withFolder(async (root) => {
      const up = await startFleet(root, api);
      say(`creating ${CLIENTS} clients in ${STACKS} stacks`);
      await up(0, "--stacks", String(STACKS));
      const unchanged: Timed[] = [];
      const changed: Timed[] = [];
      for (let run = 1; run <= runs; run += 1) {
        say(`run ${run} of ${runs}`);
        changed.push(await up(run));
        unchanged.push(await up(run));
      }
      return sectionOf(unchanged, changed);
    });
  } finally {
    await api.close();
  }
};

/** @returns what runs `up` on the clients, the first of which differs with each number. */
async function startFleet(root: string, api: Api) {
  const folder = await copyFleet(root);
  const backend = join(root, "backend");
  await mkdir(backend);
  const own = {
    PULUMI_HOME: join(root, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: "benchmark",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Only the stacks' creation, which is not measured, has many checkpoints.
    PULUMI_SKIP_CHECKPOINTS: "true",
  };
  const base = { ...withoutSettings(process.env), ...own, ...api.env };
  const env = engineEnvironment(REPOSITORY, base, await provideEngine());
  return async (edit: number, ...flags: string[]): Promise<Timed> => {
    await writeFile(join(folder, "bench.csv"), tableOf(edit));
    await api.forgetTraffic();
    const start = performance.now();
    const args = [join(folder, "fleet.ts"), "up", "bench.csv", ...flags];
    await execa(process.execPath, args, { cwd: folder, env, extendEnv: false, stdin: "ignore" });
    const ms = performance.now() - start;
    const counts = Object.values(await api.requests());
    return { ms, requests: counts.reduce((sum, count) => sum + count, 0) };
  };
}

function tableOf(edit: number): string {
  const rows = Array.from({ length: CLIENTS }, (_, index) => {
    const key = `client-${String(index).padStart(4, "0")}`;
    const type = index % 5 === 4 ? "first_party_public" : "first_party";
    const description = `Application number ${index}${index === 0 ? `, edit ${edit}` : ""}`;
    const site = `https://${key}.example.com`;
    return `${key},${type},"${description}",${site}/oauth/callback ${site}/oauth/silent,${site}/bye,15`;
  });
  const names =
    "key,clientType,clientDescription,redirectUrls,postLogoutRedirectUrls,accessTokenExpiryMinutes";
  return [names, ...rows, ""].join("\n");
}

function sectionOf(unchanged: readonly Timed[], changed: readonly Timed[]) {
  const [nothing, one] = [measuredOf(unchanged), measuredOf(changed)];
  const row = (name: string, { times, most }: Measured) => [
    name,
    medianSeconds(times),
    String(most),
  ];
  return {
    title: `The example fleet: ${CLIENTS} clients in ${STACKS} stacks`,
    blocks: [
      `\`up\` on a file backend, from the start of the command to its end, no latency; medians of ${unchanged.length} runs.`,
      table(
        ["", "time", "requests"],
        [row("nothing changed", nothing), row("one client changed", one)],
      ),
    ],
    promises: [
      {
        sentence: `a run of the fleet that has nothing to do takes at most ${seconds(UNCHANGED_LIMIT_MS)} and sends no request; it took ${seconds(median(nothing.times))} and sent ${nothing.most}.`,
        kept: median(nothing.times) <= UNCHANGED_LIMIT_MS && nothing.most === 0,
      },
      {
        sentence: `a run of the fleet with one changed client takes at most ${seconds(CHANGED_LIMIT_MS)} and sends at most ${CHANGED_REQUESTS} requests; it took ${seconds(median(one.times))} and sent ${one.most}.`,
        kept: median(one.times) <= CHANGED_LIMIT_MS && one.most <= CHANGED_REQUESTS,
      },
    ],
    facts: [],
  };
}

interface Measured {
  readonly times: readonly number[];
  readonly most: number;
}

function measuredOf(runs: readonly Timed[]): Measured {
  return {
    times: runs.map(({ ms }) => ms),
    most: Math.max(...runs.map(({ requests }) => requests)),
  };
}
