import { isAtLeast } from "../severities/index.ts";
import { addImpact } from "./add-impact.ts";
import type { ChangesArguments } from "./arguments.ts";
import { wantsColour } from "./colour.ts";
import { EXIT } from "./exit-codes.ts";
import { projectFolder } from "./project-folder.ts";
import { readReport } from "./read-report.ts";
import { preparePlaces } from "./report-places.ts";
import { writeStepSummary } from "./step-summary.ts";
import type { Terminal } from "./surroundings.ts";
import { readVersion } from "./version.ts";
import { writeReports } from "./write-reports.ts";

const PRETTY = { format: "pretty", path: undefined } as const;

/**
 * Reviews a deployment and writes the reports.
 *
 * @returns the exit code.
 * @throws ArgumentError, ReportPlaceError, ReviewInputError, with `--impact` the errors of the provider.
 */
export async function runChanges(args: ChangesArguments, terminal: Terminal): Promise<number> {
  const { stdout, env } = terminal;
  preparePlaces(args.format);
  const reviewed = await readReport(args, terminal);
  const report = args.impact === true ? await addImpact(reviewed, terminal) : reviewed;
  const chosen = args.format ?? [];
  const isShown = chosen.some(({ path }) => path === undefined);
  const formats = isShown ? chosen : [...chosen, PRETTY];
  const options = {
    always: args.always === true,
    isColoured: wantsColour(stdout, env),
    isTerminal: stdout.isTTY === true,
    folder: projectFolder(args.folder, args.cwd ?? "."),
    failOn: args.failOn,
    version: readVersion(),
  };
  const isForGithub = formats.some(({ format }) => format === "github");
  const hasSummary = !isForGithub || writeStepSummary(report, options, terminal);
  const isWritten = writeReports(report, formats, options, terminal) && hasSummary;
  const { failOn } = args;
  const isFound =
    failOn !== undefined && report.severity !== undefined && isAtLeast(report.severity, failOn);
  if (isFound) return EXIT.found;
  return isWritten && report.problems.length === 0 ? EXIT.fine : EXIT.notDone;
}
