import { join } from "node:path";
import { step } from "../failure.ts";
import { linkPackages, REPOSITORY, withFolder } from "../folders.ts";
import { type PackRun, runPack, writeIdlePack } from "../policy-packs.ts";
import { medianRatio, milliseconds, table } from "../report.ts";
import { median, quantile, ratios } from "../statistics.ts";
import type { Measure } from "./measure.ts";

const CLIENTS = 1_000;
/** Promised for the median `Analyze` of one client. */
const LIMIT_MS = 1;

/** The policy pack in its own process: its start, and what it adds to each client. */
export const measure: Measure = async ({ runs, say }) =>
  withFolder(async (folder) => {
    await linkPackages(folder);
    const packDir = join(REPOSITORY, "policy");
    const run = (name: string, dir: string) =>
      step(`running the policy pack (${name})`, () => runPack(dir, CLIENTS));

    // Compiled code and files of the first start are not yet in any cache.
    const { policies, violations } = await run("ours", packDir);
    if (violations === 0) throw new Error("the pack reported nothing on clients that break rules");
    const idleDir = await writeIdlePack(folder, policies);
    const emptyDir = await writeIdlePack(folder, 0);
    const [ours, idle, empty]: [PackRun[], PackRun[], PackRun[]] = [[], [], []];
    say(`${runs} runs each, in turns`);
    for (let done = 0; done < runs; done += 1) {
      ours.push(await run("ours", packDir));
      idle.push(await run("idle", idleDir));
      empty.push(await run("empty", emptyDir));
    }

    const analyze = medians(ours, ({ analyzeMs }) => analyzeMs);
    const [idleMs, emptyMs] = [idle, empty].map((list) => medians(list, (one) => one.analyzeMs));
    const measured = median(analyze);
    return {
      title: "Policy pack: start, and what it adds to a client",
      blocks: [
        `The policy server of \`@pulumi/policy\` over gRPC as the engine calls it, profile \`baseline\`, ${CLIENTS.toLocaleString("en")} clients one after the other; medians, ${runs} runs each, in turns. *Idle* is a pack of ${policies} policies that do nothing, as many as ours has; *empty* is a pack without any.`,
        table(
          ["", "start to first response", "Analyze", "Analyze p99", "Remediate", "stack, a client"],
          [row("ours", ours), row("idle", idle), row("empty", empty)],
        ),
        `Analyze, ours ÷ empty: ${medianRatio(ratios(analyze, emptyMs ?? []))}; ours ÷ idle: ${medianRatio(ratios(analyze, idleMs ?? []))}. What the SDK does for ${policies} policies is idle − empty, ${milliseconds(median(idleMs ?? []) - median(emptyMs ?? []))}; what our rules do is ours − idle, ${milliseconds(measured - median(idleMs ?? []))}.`,
      ],
      promises: [
        {
          sentence: `the median Analyze of one client takes less than ${LIMIT_MS} ms, gRPC included; measured: ${milliseconds(measured)}.`,
          kept: measured < LIMIT_MS,
        },
      ],
      facts: [],
    };
  });

/** The median of each run. */
function medians(list: readonly PackRun[], of: (run: PackRun) => readonly number[]): number[] {
  return list.map((run) => median(of(run)));
}

function row(name: string, list: readonly PackRun[]): string[] {
  const p99 = list.map(({ analyzeMs }) => quantile(analyzeMs, 0.99));
  const figures = [
    list.map(({ startMs }) => startMs),
    medians(list, ({ analyzeMs }) => analyzeMs),
    p99,
    medians(list, ({ remediateMs }) => remediateMs),
    list.map(({ stackMsPerClient }) => stackMsPerClient),
  ];
  return [name, ...figures.map((values) => milliseconds(median(values)))];
}
