import type { Engine } from "../../tools/pulumi/src/index.ts";
import type { Api } from "../contenders/api.ts";
import { step } from "../failure.ts";
import type { Fact } from "../measures/measure.ts";
import type { ScenarioResult } from "./results.ts";
import type { Rival } from "./rivals/rival.ts";
import { runSequence } from "./run-sequence.ts";
import type { Scenario } from "./scenario.ts";

export interface ScenarioOptions {
  readonly engine: Engine;
  readonly api: Api;
  readonly scenario: Scenario;
  readonly rivals: readonly Rival[];
  readonly absent: ScenarioResult["absent"];
  readonly facts: readonly Fact[];
  readonly runs: number;
  readonly say: (line: string) => void;
  /** Gets what is known so far, after each contender. */
  readonly save: (result: ScenarioResult) => Promise<void>;
}

/** All contenders in turns, so that whatever else the machine does meets all of them alike. */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
  const { engine, api, scenario, rivals, absent, facts, runs, say, save } = options;
  let result: ScenarioResult = { scenario, facts, absent, sequences: [] };
  for (let run = 1; run <= runs; run += 1) {
    for (const rival of rivals) {
      const sequence = await step(`run ${run} of ${runs}, ${rival.key}`, () =>
        runSequence(rival, {
          engine,
          api,
          scenario,
          run,
          say: (line) => say(`run ${run} of ${runs}, ${line}`),
        }),
      );
      result = { ...result, sequences: [...result.sequences, sequence] };
      await save(result);
    }
  }
  return result;
}
