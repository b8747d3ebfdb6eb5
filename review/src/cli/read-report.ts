import type { Configuration } from "pulumi-stytch-connected-apps-policy/rules";
import type { Deployment } from "../read/deployment.ts";
import { deploymentOfPreview, deploymentOfStates } from "../read/index.ts";
import type { Report } from "../report.ts";
import { reviewChanges } from "../review-changes.ts";
import { readPolicyConfig } from "./policy-config.ts";
import { runPreview } from "./run-preview.ts";
import { readSource } from "./sources.ts";
import type { Surroundings } from "./surroundings.ts";

/** What a command line says of the deployment to review. */
export interface SourceArguments {
  readonly preview?: string | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly stack?: string | undefined;
  readonly cwd?: string | undefined;
  readonly policyConfig?: string | undefined;
  readonly projectId?: string | undefined;
}

/**
 * Reads a deployment, from wherever the command line says, and reviews it.
 *
 * @throws ArgumentError, ReviewInputError
 */
export async function readReport(
  args: SourceArguments,
  { stdin, env }: Pick<Surroundings, "stdin" | "env">,
): Promise<Report> {
  const configuration = await readPolicyConfig(args.policyConfig, stdin);
  const deployment = await readDeployment(args, configuration, { stdin, env });
  const projectId = args.projectId ?? env.STYTCH_PROJECT_ID;
  return reviewChanges(deployment, { configuration, projectId });
}

async function readDeployment(
  { preview, before, after, stack, cwd }: SourceArguments,
  configuration: Configuration,
  { stdin, env }: Pick<Surroundings, "stdin" | "env">,
): Promise<Deployment> {
  if (before !== undefined && after !== undefined) {
    const former = await readSource(before, "--before", stdin);
    const present = await readSource(after, "--after", stdin);
    return deploymentOfStates(former, present, configuration);
  }
  const source =
    preview === undefined
      ? await runPreview({ stack, cwd }, env)
      : await readSource(preview, "preview", stdin);
  return deploymentOfPreview(source, configuration);
}
