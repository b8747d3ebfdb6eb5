import { findPostgres, startPostgres } from "../../test/e2e/_postgres.ts";
import {
  type Engine,
  findEngine,
  OLDEST_ENGINE,
  OLDEST_ENGINE_VERSION,
  provideEngine,
} from "../../tools/pulumi/src/index.ts";
import { startApi } from "../contenders/api.ts";
import { previewArguments, upArguments } from "../contenders/run.ts";
import { step } from "../failure.ts";
import { LEVERS, type Lever } from "../levers/levers.ts";
import { type LeverCost, runLever } from "../levers/run-lever.ts";
import { costText, leversTable, plainCosts } from "../tables/levers.ts";
import type { Measure } from "./measure.ts";

const LATENCY_MS = 20;
const PARALLEL = 10;

/** What someone can set to have the engine take less, with many clients in one stack. */
export const measure: Measure = async ({ runs, clients, say }) => {
  const engine = await step("providing the engine", () => provideEngine());
  const oldest = await findEngine(OLDEST_ENGINE);
  const programs = findPostgres();
  const absent = absences(engine, oldest, programs);
  for (const { reason } of absent) say(reason);
  const levers = LEVERS.filter((lever) => !absent.some(({ concerns }) => concerns(lever)));

  const api = await startApi(LATENCY_MS);
  const database =
    programs === undefined
      ? undefined
      : await step("starting PostgreSQL", () => startPostgres(programs));
  const costs = new Map<Lever, LeverCost[]>(levers.map((lever) => [lever, []]));
  try {
    // In turns, so that whatever else the machine does meets all of them alike.
    for (let run = 1; run <= runs; run += 1) {
      for (const [lever, list] of costs) {
        const named = `run ${run} of ${runs}: ${lever.title}`;
        say(named);
        const own = lever.oldestEngine && oldest ? oldest : engine;
        const options = { engine: own, api, clients, parallel: PARALLEL, database };
        const cost = await step(named, () => runLever(lever, options));
        list.push(cost);
        say(costText([cost]));
      }
    }
  } finally {
    await database?.remove();
    await api.close();
  }

  return {
    title: `Levers of the engine: ${clients} creates, ${LATENCY_MS} ms latency`,
    blocks: [
      `\`pulumi ${upArguments(PARALLEL).join(" ")}\`, and \`pulumi ${previewArguments(PARALLEL).join(" ")}\`, on an empty stack (passphrase), in turns; ratios within a run, medians (smallest – largest). CPU and memory are those of the engine's process alone.`,
      plainCosts(costs).join("\n"),
      leversTable(costs),
      ...(absent.length > 0
        ? [absent.map(({ reason }) => `* Not measured: ${reason}`).join("\n")]
        : []),
    ],
    promises: [],
    facts: [
      ["Pulumi engine", named(engine)],
      ...(oldest ? [["oldest engine", named(oldest)] as const] : []),
    ],
  };
};

function named({ version, origin }: Engine): string {
  return `${version} (${origin})`;
}

interface Absence {
  readonly reason: string;
  readonly concerns: (lever: Lever) => boolean;
}

function absences(engine: Engine, oldest: Engine | undefined, programs: string | undefined) {
  const all: Absence[] = [];
  if (programs === undefined) {
    all.push({
      reason: "PostgreSQL: there is no server's program on this machine (Debian: `postgresql`).",
      concerns: ({ backend }) => backend === "postgres",
    });
  }
  if (oldest === undefined || oldest.version === engine.version) {
    all.push({
      reason: `the oldest engine, ${OLDEST_ENGINE_VERSION}: it is not in the cache (\`npm run test:oldest\` puts it there).`,
      concerns: ({ oldestEngine }) => oldestEngine === true,
    });
  }
  return all;
}
