import { accessSync, appendFileSync, constants, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Environment } from "../environment.ts";
import { renderReports } from "../report/index.ts";
import type { SmokeReport } from "../report.ts";
import { ArgumentError } from "./argument-error.ts";
import { fileProblem } from "./file-problem.ts";
import type { FileReport, Formats } from "./formats.ts";
import type { Complain, Surroundings } from "./surroundings.ts";

/**
 * Makes sure, before anything is sent, that the files can be written, and makes their folders.
 *
 * @throws ArgumentError
 */
export function prepareFiles(formats: Formats): void {
  for (const { path, argument } of filesOf(formats)) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      accessSync(dirname(path), constants.W_OK);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats === undefined) continue;
      if (stats.isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
      accessSync(path, constants.W_OK);
    } catch (error) {
      throw unwritable(path, argument, error);
    }
  }
}

/**
 * Writes the reports to standard output and to files, and the summary of a GitHub job.
 *
 * Does not write the pretty text to standard output, where it appears while the tests run.
 *
 * @param surroundings `complain` gets a message about each file that cannot be written.
 * @returns whether everything that was asked for is written.
 */
export function writeReports(
  reports: readonly SmokeReport[],
  formats: Formats,
  surroundings: {
    readonly environment: Environment;
    readonly stdout: Pick<Surroundings["stdout"], "write">;
    readonly complain: Complain;
  },
): boolean {
  const { environment, stdout, complain } = surroundings;
  const { main } = formats;
  if (main.path === undefined && main.format !== "pretty") {
    stdout.write(renderReports(main.format, reports));
  }
  let isComplete = true;
  for (const { format, path, argument } of filesOf(formats)) {
    try {
      writeFileSync(path, renderReports(format, reports));
    } catch (error) {
      complain(unwritable(path, argument, error).message);
      isComplete = false;
    }
  }
  const summary = environment.GITHUB_STEP_SUMMARY;
  if (summary) {
    try {
      appendFileSync(summary, `\n${renderReports("markdown", reports)}\n`);
    } catch (error) {
      complain(
        `GITHUB_STEP_SUMMARY: the file that it names cannot be written: ${fileProblem(error)}, so there is no summary; correct the variable`,
      );
    }
  }
  return isComplete;
}

function filesOf({ main, files }: Formats): FileReport[] {
  const { format, path } = main;
  return path === undefined ? [...files] : [...files, { format, path, argument: "--output" }];
}

function unwritable(path: string, argument: string, error: unknown): ArgumentError {
  return new ArgumentError(
    `${argument}: ${path} cannot be written: ${fileProblem(error)}; choose a file in a writable folder`,
  );
}
