import { startApi } from "../../bench/contenders/api.ts";
import { cleanUpOnSignals, withFolder } from "../../bench/folders.ts";
import { type Engine, provideEngine } from "../pulumi/src/index.ts";
import { CLIENTS, FleetTorture, GROWTH_EVERY, LATENCY_MS } from "./fleet-torture.ts";
import { endLeftOver, markProcesses } from "./marked.ts";
import type { Outcome } from "./outcome.ts";
import { randomOf } from "./random.ts";

/** Fleets that are killed side by side, each with a server and a state of its own. */
const FLEETS = 4;

interface Tally {
  /** Kills by victim. */
  readonly struck: Record<string, number>;
  readonly problems: string[];
  /** Clients that kills left, and no state knew. */
  lost: number;
  done: number;
}

/** Kills at random moments of a run of the example `fleet`, each followed by one more run. */
export async function runFleetKills(
  seed: string,
  count: number,
  say: (line: string) => void,
): Promise<Outcome> {
  cleanUpOnSignals();
  endLeftOver();
  const engine = await provideEngine();
  const tally: Tally = { struck: {}, problems: [], lost: 0, done: 0 };
  const kills = Array.from({ length: count }, (_, n) => n);
  const fleets = Array.from({ length: Math.min(FLEETS, count) }, (_, fleet) =>
    killOne(
      engine,
      seed,
      kills.filter((n) => n % FLEETS === fleet),
      tally,
      say,
    ),
  );
  await Promise.all(fleets);
  const { struck, problems, lost } = tally;
  const counts = Object.entries(struck).map(([victim, times]) => `${victim} ${times}`);
  return {
    isGood: problems.length === 0,
    facts: [
      `${tally.done} kills in runs of fleets of ${CLIENTS} clients, two stacks at a time (Pulumi ${engine.version}): ${counts.join(", ")}; every ${GROWTH_EVERY}th of a fleet while it grew`,
      `clients that a kill left and no state knew, deleted by the next run: ${lost}`,
      ...(problems.length === 0
        ? [
            "one more run reached what was declared each time: none lost, none twice, none of others touched",
          ]
        : problems),
    ],
  };
}

async function killOne(
  engine: Engine,
  seed: string,
  kills: readonly number[],
  tally: Tally,
  say: (line: string) => void,
): Promise<void> {
  const marked = markProcesses();
  const api = await startApi(LATENCY_MS);
  try {
    await withFolder(async (folder) => {
      const torture = new FleetTorture(api, folder, engine, marked.env);
      await torture.begin();
      for (const [round, n] of kills.entries()) {
        if (tally.problems.length > 0) break;
        const { hit, description, lost, wrong } = await torture.kill(
          round,
          randomOf(`${seed}-${n}`),
        );
        tally.done += 1;
        tally.lost += lost;
        tally.struck[hit] = (tally.struck[hit] ?? 0) + 1;
        tally.problems.push(...wrong.map((problem) => `kill ${n}, ${description}: ${problem}`));
        say(`${tally.done}: kill ${n}: ${[description, ...wrong].join("; ")}`);
      }
    });
  } finally {
    marked.end();
    await api.close();
  }
}
