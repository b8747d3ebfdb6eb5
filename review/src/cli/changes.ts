import type { Configuration } from "pulumi-stytch-connected-apps-policy/rules";
import type { Deployment } from "../read/deployment.ts";
import { deploymentOfPreview, deploymentOfStates } from "../read/index.ts";
import { reviewChanges } from "../review-changes.ts";
import { isAtLeast } from "../severities/index.ts";
import type { ChangesArguments } from "./arguments.ts";
import { EXIT } from "./exit-codes.ts";
import { readPolicyConfig } from "./policy-config.ts";
import { projectFolder } from "./project-folder.ts";
import { runPreview } from "./run-preview.ts";
import { readSource } from "./sources.ts";
import { writeStepSummary } from "./step-summary.ts";
import { readVersion } from "./version.ts";
import { writeReports } from "./write-reports.ts";

const PRETTY = { format: "pretty", path: undefined } as const;

/**
 * Reviews a deployment and writes the reports.
 *
 * @returns the exit code.
 * @throws ArgumentError, ReviewInputError
 */
export async function runChanges(args: ChangesArguments): Promise<number> {
  const { stdin, stdout, env } = process;
  const configuration = await readPolicyConfig(args.policyConfig, stdin);
  const deployment = await readDeployment(args, configuration, stdin);
  const projectId = args.projectId ?? env.STYTCH_PROJECT_ID;
  const report = reviewChanges(deployment, { configuration, projectId });
  const chosen = args.format ?? [];
  const isShown = chosen.some(({ path }) => path === undefined);
  const formats = isShown ? chosen : [...chosen, PRETTY];
  const options = {
    always: args.always === true,
    isColoured: wantsColour(stdout, env),
    folder: projectFolder(args.folder, args.cwd ?? "."),
    failOn: args.failOn,
    version: readVersion(),
  };
  const isForGithub = formats.some(({ format }) => format === "github");
  const hasSummary = !isForGithub || writeStepSummary(report, env.GITHUB_STEP_SUMMARY, options);
  const isWritten = writeReports(report, formats, options) && hasSummary;
  const { failOn } = args;
  const isFound =
    failOn !== undefined && report.severity !== undefined && isAtLeast(report.severity, failOn);
  if (isFound) return EXIT.found;
  return isWritten && report.problems.length === 0 ? EXIT.fine : EXIT.notDone;
}

async function readDeployment(
  { preview, before, after, stack, cwd }: ChangesArguments,
  configuration: Configuration,
  stdin: AsyncIterable<Uint8Array>,
): Promise<Deployment> {
  if (before !== undefined && after !== undefined) {
    const former = await readSource(before, "--before", stdin);
    const present = await readSource(after, "--after", stdin);
    return deploymentOfStates(former, present, configuration);
  }
  const source =
    preview === undefined
      ? await runPreview({ stack, cwd })
      : await readSource(preview, "preview", stdin);
  return deploymentOfPreview(source, configuration);
}

/** On a terminal that has colours, unless `NO_COLOR` is set; everywhere if `FORCE_COLOR` is. */
function wantsColour(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): boolean {
  if (environment.NO_COLOR) return false;
  return Boolean(environment.FORCE_COLOR) || (stream.isTTY && stream.hasColors());
}
