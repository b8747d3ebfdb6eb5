import type { Engine } from "../../tools/pulumi/src/index.ts";
import type { Api } from "../contenders/api.ts";
import type { Fact } from "../measures/measure.ts";
import { failureText } from "./failure-text.ts";
import type { PlannedScenario } from "./plan.ts";
import type { ScenarioResult, Sequence } from "./results.ts";
import type { Rival } from "./rivals/rival.ts";
import { runSequence } from "./run-sequence.ts";

export interface ScenarioOptions {
  readonly engine: Engine;
  readonly api: Api;
  readonly planned: PlannedScenario;
  /** Those that this machine can run. */
  readonly rivals: readonly Rival[];
  readonly absent: ScenarioResult["absent"];
  readonly facts: readonly Fact[];
  /** The id of the campaign that it belongs to. */
  readonly campaign: string;
  /** What the campaign has measured of it before it was interrupted. */
  readonly done: ScenarioResult | undefined;
  /** Milliseconds for which others are watched before each contender. */
  readonly quietMs: number;
  readonly say: (line: string) => void;
  /** Gets what is known so far, after each contender. */
  readonly save: (result: ScenarioResult) => Promise<void>;
}

/**
 * All contenders in turns, so that whatever else the machine does meets all of them alike. One that cannot be
 * measured says why, and the others go on.
 */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
  const { planned, rivals, absent, facts, campaign, done, say, save } = options;
  const { scenario, parts } = planned;
  const runs = Math.max(...parts.map((part) => part.runs));
  let result = done ?? { scenario, facts, absent, sequences: [] };
  for (let run = 1; run <= runs; run += 1) {
    for (const rival of rivals) {
      const part = parts.find(({ contender }) => contender === rival.key);
      if (part === undefined || run > part.runs) continue;
      if (isMeasured(result, rival.key, run)) continue;
      const sequence = await measured(rival, {
        ...options,
        scenario,
        run,
        operations: part.operations,
        say: (line) => say(`run ${run} of ${part.runs}, ${line}`),
      });
      const others = result.sequences.filter(
        (each) => each.contender !== rival.key || each.run !== run,
      );
      result = { ...result, sequences: [...others, { ...sequence, campaign }] };
      await save(result);
    }
  }
  return result;
}

/** What could not be measured to its end is measured again. */
function isMeasured({ sequences }: ScenarioResult, contender: string, run: number): boolean {
  return sequences.some(
    (each) => each.contender === contender && each.run === run && each.stopped === undefined,
  );
}

async function measured(
  rival: Rival,
  options: Parameters<typeof runSequence>[1],
): Promise<Sequence> {
  try {
    return await runSequence(rival, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const stopped = failureText(reason, "");
    options.say(`${rival.key}: ${stopped}`);
    return { contender: rival.key, run: options.run, measurements: [], stopped };
  }
}
