import { type Environment, subjectFrom } from "../environment.ts";
import type { SmokeOptions } from "../options.ts";
import { createProgress } from "../report/progress.ts";
import { type SmokeReport, worstOutcome } from "../report.ts";
import { prepare, prepareOptions, smokeTest } from "../smoke-test.ts";
import { untestedReport } from "../untested.ts";
import type { CliArguments } from "./arguments.ts";
import { readStack } from "./read-stack.ts";
import type { Complain, Surroundings } from "./surroundings.ts";
import { type Candidate, findTargets } from "./targets.ts";
import { prepareFiles, writeReports } from "./write-reports.ts";

const EXIT = { passed: 0, failed: 1, stopped: 2, inconclusive: 3 } as const;

/**
 * Tests what the arguments name and writes the reports.
 *
 * @returns the exit code; undefined if a report could not be written, unless a check failed.
 * @throws ArgumentError, SmokeTargetError
 */
export async function run(
  args: CliArguments,
  surroundings: Surroundings,
  complain: Complain,
): Promise<number | undefined> {
  const { env, stdout } = surroundings;
  const controller = new AbortController();
  const cancel = () => {
    complain("cancelled; cleaning up (press again to stop at once)");
    controller.abort();
  };
  surroundings.once("SIGINT", cancel);
  surroundings.once("SIGTERM", cancel);
  const options = optionsOf(args, env, controller.signal);
  // Reading the stack takes seconds, so problems with the options are reported first.
  prepareOptions(options);
  prepareFiles(args.formats);
  const candidates = await findTargets(args, env, (showSecrets) =>
    readStack(args, surroundings, showSecrets),
  );
  const reports = await runAll(candidates, args, options, surroundings);
  const isWritten = writeReports(reports, args.formats, { environment: env, stdout, complain });
  surroundings.removeListener("SIGINT", cancel);
  surroundings.removeListener("SIGTERM", cancel);
  const outcome = worstOutcome(reports);
  return isWritten || outcome === "failed" ? EXIT[outcome] : undefined;
}

function optionsOf(
  args: CliArguments,
  environment: Environment,
  signal: AbortSignal,
): SmokeOptions {
  return {
    subject: {
      ...subjectFrom(environment),
      ...(args.organization && { organizationId: args.organization }),
    },
    temporarySubject: args.temporarySubject,
    allowTemporarySubjectOnLive: args.allowTemporarySubjectOnLive,
    sessionDurationMinutes: args.sessionMinutes,
    only: args.only,
    skip: args.skip,
    timeoutMs: args.timeoutMs,
    requestTimeoutMs: args.requestTimeoutMs,
    retries: args.retries,
    signal,
  };
}

/** One after the other: they may share a subject. */
async function runAll(
  candidates: readonly Candidate[],
  args: CliArguments,
  withoutProgress: SmokeOptions,
  { env, stdout, wait }: Surroundings,
): Promise<SmokeReport[]> {
  const { format, path } = args.formats.main;
  const showsProgress = format === "pretty" && path === undefined;
  const progress = showsProgress ? createProgress(stdout, wantsColour(stdout, env)) : undefined;
  const options = { ...withoutProgress, onProgress: progress?.show };
  // All of them, before the first is tested and reported in vain.
  for (const { kind, target } of candidates) {
    if (kind === "testable") prepare(target, options);
  }
  const reports: SmokeReport[] = [];
  for (const candidate of candidates) {
    const { target } = candidate;
    if (options.signal?.aborted && reports.length > 0) break;
    progress?.begin(target.app.name ?? target.app.clientId, target.app.clientId);
    const report =
      candidate.kind === "testable"
        ? await smokeTest(target, options, { wait })
        : untestedReport(target, options, candidate.reason);
    progress?.end(report);
    reports.push(report);
  }
  progress?.total(reports);
  return reports;
}

/** On a terminal with colours, unless `NO_COLOR` is set; everywhere if `FORCE_COLOR` is. */
function wantsColour(stream: Surroundings["stdout"], environment: Environment): boolean {
  if (environment.NO_COLOR) return false;
  return (
    Boolean(environment.FORCE_COLOR) || (stream.isTTY === true && stream.hasColors?.() === true)
  );
}
