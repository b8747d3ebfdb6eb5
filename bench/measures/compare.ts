import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { provideEngine } from "../../tools/pulumi/src/index.ts";
import { promisesOf } from "../compare/promises.ts";
import { scenarioSection, writeReport } from "../compare/report.ts";
import {
  readResults,
  type ScenarioResult,
  withScenario,
  writeResults,
} from "../compare/results.ts";
import { allRivals } from "../compare/rivals/index.ts";
import type { Rival } from "../compare/rivals/rival.ts";
import { runScenario } from "../compare/run-scenario.ts";
import { conditionsTitle, scenariosOf } from "../compare/scenario.ts";
import { startApi } from "../contenders/api.ts";
import { step } from "../failure.ts";
import { machineFacts } from "../machine.ts";
import type { CompareOptions, Fact, Measure } from "./measure.ts";

/** From so many clients on, a scenario takes long enough to be run fewer times. */
const LONG = 1_000;

/** All contenders, all operations, under all conditions of the matrix. */
export const measure: Measure = async ({ runs, compare, say }) => {
  const { matrix, longRuns, into } = compare;
  const file = join(into, "results.json");
  await mkdir(into, { recursive: true });
  let known = await step("reading the results so far", () => readResults(file));
  const engine = await step("providing the engine", () => provideEngine());
  const { rivals, absent, facts } = await ready(compare, say);
  const api = await startApi(0);
  const found: ScenarioResult[] = [];
  try {
    for (const scenario of scenariosOf(matrix)) {
      const title = `${scenario.clients} clients, ${conditionsTitle(scenario)}`;
      const save = async (result: ScenarioResult) => {
        known = withScenario(known, result);
        await writeResults(file, known);
        await writeReport(into, known);
      };
      const engineFact: Fact = ["Pulumi engine", `${engine.version} (${engine.origin})`];
      const options = {
        engine,
        api,
        scenario,
        rivals,
        absent,
        facts: [...machineFacts(), engineFact, ...facts],
        runs: scenario.clients >= LONG ? longRuns : runs,
        say: (line: string) => say(`${title}: ${line}`),
        save,
      };
      found.push(await step(title, () => runScenario(options)));
    }
  } finally {
    await api.close();
  }
  return {
    title: "Side by side",
    blocks: found.flatMap((result) => scenarioSection(result)),
    promises: found.flatMap(promisesOf),
    facts,
  };
};

/** Those that this machine can run, and why it cannot run the others. */
async function ready({ contenders }: CompareOptions, say: (line: string) => void) {
  const rivals: Rival[] = [];
  const absent: { contender: string; reason: string }[] = [];
  const facts: Fact[] = [];
  for (const rival of allRivals()) {
    if (contenders?.includes(rival.key) === false) continue;
    say(`getting ${rival.key} ready`);
    const reason = await step(`getting ${rival.key} ready`, async () => rival.prepare?.());
    if (reason === undefined) {
      rivals.push(rival);
      facts.push(...((await rival.facts?.()) ?? []));
    } else {
      say(`${rival.key} takes no part: ${reason}`);
      absent.push({ contender: rival.key, reason });
    }
  }
  return { rivals, absent, facts };
}
