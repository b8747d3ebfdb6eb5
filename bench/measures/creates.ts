import { provideEngine } from "../../tools/pulumi/src/index.ts";
import { startApi } from "../contenders/api.ts";
import { type Contender, FLOOR, NAIVE, OURS } from "../contenders/contender.ts";
import { type RunOptions, type RunResult, runContender, upArguments } from "../contenders/run.ts";
import { step } from "../failure.ts";
import { breakdownTables } from "../tables/breakdown.ts";
import { createsTables } from "../tables/creates.ts";
import { type TracedRun, tracedRun, WITHOUT_CHECKPOINTS } from "../trace/traced-run.ts";
import type { Measure, PromisedLimit } from "./measure.ts";

const COUNT = 100;
const LATENCY_MS = 20;
const PARALLEL = 10;

const CONTENDERS: readonly Contender[] = [FLOOR, OURS, NAIVE];

/** Many clients in one deployment, against the two other ways that people have. */
export const measure: Measure = async ({ runs, say }) => {
  const engine = await step("providing the engine", () => provideEngine());
  const api = await startApi(LATENCY_MS);
  const options: RunOptions = { engine, api, count: COUNT, parallel: PARALLEL };
  const results = new Map<Contender, RunResult[]>(CONTENDERS.map((each) => [each, []]));
  const traced: TracedRun[] = [];
  const tracedWithout: TracedRun[] = [];
  try {
    // In turns, so that whatever else the machine does meets all of them alike.
    for (let run = 1; run <= runs; run += 1) {
      const named = <Result>(name: string, action: () => Promise<Result>) => {
        say(`run ${run} of ${runs}: ${name}`);
        return step(`run ${run} of ${runs}, ${name}`, action);
      };
      for (const [contender, list] of results) {
        list.push(await named(contender.name, () => runContender(contender, options)));
      }
      traced.push(await named("ours, traced", () => tracedRun(options)));
      tracedWithout.push(
        await named("ours, traced, without checkpoints", () =>
          tracedRun(options, WITHOUT_CHECKPOINTS),
        ),
      );
    }
  } finally {
    await api.close();
  }

  return {
    title: `${COUNT} creates, ${LATENCY_MS} ms latency`,
    blocks: [
      `Whole processes, in turns; the engine runs \`pulumi ${upArguments(PARALLEL).join(" ")}\` on an empty stack (file backend, passphrase), programs in plain JavaScript. Medians (smallest – largest).`,
      [...results.keys()].map(({ name, description }) => `* ${name}: ${description}`).join("\n"),
      ...createsTables(results, COUNT),
      "### Where the time goes (ours)",
      "Each Node.js process notes what it does when; the stages follow each other and add up to the command. Without checkpoints: `PULUMI_SKIP_CHECKPOINTS=true`, `PULUMI_EXPERIMENTAL=true`.",
      ...breakdownTables(traced, tracedWithout),
    ],
    promises: promisesOf(results.get(OURS) ?? []),
    facts: [["Pulumi engine", `${engine.version} (${engine.origin})`]],
  };
};

/** Speed is only reported; but a fast wrong result is none. */
function promisesOf(ours: readonly RunResult[]): PromisedLimit[] {
  const wrong = ours.filter(({ right, held }) => right !== COUNT || held !== COUNT).length;
  const clear = Math.max(...ours.map(({ state }) => state?.clearSecrets ?? 0));
  return [
    {
      sentence: `every declared client is on the server once and as declared; runs where not: ${wrong}.`,
      kept: wrong === 0,
    },
    {
      sentence: `no client secret stands in the state in clear; measured: ${clear}.`,
      kept: clear === 0,
    },
  ];
}
