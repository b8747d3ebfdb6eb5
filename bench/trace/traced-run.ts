import { join } from "node:path";
import { OURS } from "../contenders/contender.ts";
import { type RunOptions, runContender } from "../contenders/run.ts";
import { step } from "../failure.ts";
import { type Breakdown, readBreakdown } from "./stages.ts";

export interface TracedRun {
  readonly ms: number;
  readonly breakdown: Breakdown;
}

/** The engine writes the state once, at the end, instead of after each step. */
export const WITHOUT_CHECKPOINTS = {
  PULUMI_SKIP_CHECKPOINTS: "true",
  PULUMI_EXPERIMENTAL: "true",
};

/** Runs our program with notes of what happens when. They cost a little: compare with each other. */
export async function tracedRun(
  options: RunOptions,
  env: Record<string, string> = {},
): Promise<TracedRun> {
  const fileIn = (folder: string) => join(folder, "trace.jsonl");
  const preload = JSON.stringify(join(import.meta.dirname, "preload.cjs"));
  let breakdown: Breakdown | undefined;
  const { ms } = await runContender(OURS, {
    ...options,
    env: (folder) => ({
      ...env,
      BENCH_TRACE: fileIn(folder),
      NODE_OPTIONS: `--require ${preload}`,
    }),
    inspect: async (folder, span) => {
      breakdown = await step("reading the trace", () => readBreakdown(fileIn(folder), span));
    },
  });
  if (breakdown === undefined) throw new Error("the run left no trace");
  return { ms, breakdown };
}
