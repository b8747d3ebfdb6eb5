import "./cli/supported-node.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CHECKS } from "./checks/index.ts";
import { ArgumentError } from "./cli/argument-error.ts";
import { type CliArguments, readArguments } from "./cli/arguments.ts";
import { HELP } from "./cli/help.ts";
import { readStack } from "./cli/read-stack.ts";
import { type Candidate, findTargets } from "./cli/targets.ts";
import { prepareFiles, writeReports } from "./cli/write-reports.ts";
import { subjectFrom } from "./environment.ts";
import { SmokeTargetError } from "./errors.ts";
import type { SmokeOptions } from "./options.ts";
import { createProgress } from "./report/progress.ts";
import { type SmokeReport, worstOutcome } from "./report.ts";
import { describe } from "./run-checks.ts";
import { prepare, smokeTest } from "./smoke-test.ts";
import { untestedReport } from "./untested.ts";
import { visible } from "./visible.ts";

const EXIT = { passed: 0, failed: 1, stopped: 2, inconclusive: 3 } as const;
const COULD_NOT_RUN = 2;

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args.help) return print(HELP.trimEnd());
  if (args.version) return print(readVersion());
  if (args.list) return print(CHECKS.map(({ id, title }) => `${id.padEnd(34)}${title}`).join("\n"));

  const controller = new AbortController();
  const cancel = () => {
    complain("cancelled; cleaning up (press again to stop at once)");
    controller.abort();
  };
  process.once("SIGINT", cancel);
  process.once("SIGTERM", cancel);
  const candidates = await findTargets(args, process.env, (showSecrets) =>
    readStack(args, process.stdin, showSecrets),
  );
  const reports = await runAll(candidates, args, controller.signal);
  const { env: environment, stdout } = process;
  const isWritten = writeReports(reports, args.formats, { environment, stdout, complain });
  const outcome = worstOutcome(reports);
  process.exitCode = isWritten || outcome === "failed" ? EXIT[outcome] : COULD_NOT_RUN;
  process.removeListener("SIGINT", cancel);
  process.removeListener("SIGTERM", cancel);
}

/** On a terminal that has colours, unless `NO_COLOR` is set; everywhere if `FORCE_COLOR` is. */
function wantsColour(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): boolean {
  if (environment.NO_COLOR) return false;
  return Boolean(environment.FORCE_COLOR) || (stream.isTTY && stream.hasColors());
}

/** One after the other: they may share a subject. */
async function runAll(
  candidates: readonly Candidate[],
  args: CliArguments,
  signal: AbortSignal,
): Promise<SmokeReport[]> {
  const { format, path } = args.formats.main;
  const showsProgress = format === "pretty" && path === undefined;
  const progress = showsProgress
    ? createProgress(process.stdout, wantsColour(process.stdout, process.env))
    : undefined;
  const options: SmokeOptions = {
    subject: {
      ...subjectFrom(process.env),
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
    onProgress: progress?.show,
  };
  // All of them, before the first is tested and reported for nothing.
  for (const { target, untested } of candidates) {
    if (untested === undefined) prepare(target, options);
  }
  prepareFiles(args.formats);
  const reports: SmokeReport[] = [];
  for (const { target, untested } of candidates) {
    if (signal.aborted && reports.length > 0) break;
    progress?.begin(target.app.name ?? target.app.clientId, target.app.clientId);
    const report =
      untested === undefined
        ? await smokeTest(target, options)
        : untestedReport(target, options, untested);
    progress?.end(report);
    reports.push(report);
  }
  progress?.total(reports);
  return reports;
}

function readVersion(): string {
  const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`stytch-smoke: ${visible(text)}\n`);
}

function fail(error: unknown): void {
  const expected = error instanceof ArgumentError || error instanceof SmokeTargetError;
  complain(expected ? error.message : describe(error));
  process.exitCode = COULD_NOT_RUN;
}

// Who reads may go away, as head does; the run still has to clean up.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

main().catch(fail);
