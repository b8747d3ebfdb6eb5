import type { Configuration } from "pulumi-stytch-connected-apps-policy/rules";
import type { Deployment } from "../read/deployment.ts";
import { deploymentOfPreview, deploymentOfStates } from "../read/index.ts";
import { reviewChanges } from "../review-changes.ts";
import { isAtLeast } from "../severities/index.ts";
import { addImpact } from "./add-impact.ts";
import type { ChangesArguments } from "./arguments.ts";
import { wantsColour } from "./colour.ts";
import { EXIT } from "./exit-codes.ts";
import { readPolicyConfig } from "./policy-config.ts";
import { runPreview } from "./run-preview.ts";
import { readSource } from "./sources.ts";
import { writeReports } from "./write-reports.ts";

/**
 * Reviews a deployment and writes the reports.
 *
 * @returns the exit code.
 * @throws ArgumentError, ReviewInputError, with `--impact` the errors of the provider.
 */
export async function runChanges(args: ChangesArguments): Promise<number> {
  const { stdin, stdout, env } = process;
  const configuration = await readPolicyConfig(args.policyConfig, stdin);
  const deployment = await readDeployment(args, configuration, stdin);
  const projectId = args.projectId ?? env.STYTCH_PROJECT_ID;
  const reviewed = reviewChanges(deployment, { configuration, projectId });
  const report = args.impact === true ? await addImpact(reviewed, env) : reviewed;
  const formats = args.format ?? [{ format: "pretty", path: undefined }];
  const options = { always: args.always === true, isColoured: wantsColour(stdout, env) };
  const isWritten = writeReports(report, formats, options);
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
