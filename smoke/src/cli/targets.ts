import type { DeclaredApp } from "../declared-app.ts";
import { type Environment, projectFrom, readVariable } from "../environment.ts";
import { SmokeTargetError } from "../errors.ts";
import { appsIn } from "../outputs.ts";
import type { SmokeTarget } from "../target.ts";
import type { CliArguments } from "./arguments.ts";

/**
 * What to test: the app of the flags, or the chosen ones among the outputs.
 *
 * @param readOutputs called only if the flags name no client.
 * @throws SmokeTargetError
 */
export async function findTargets(
  args: CliArguments,
  environment: Environment,
  readOutputs: () => Promise<unknown>,
): Promise<SmokeTarget[]> {
  const project = projectFrom(environment);
  const apps =
    args.clientId === undefined
      ? choose(appsIn(await readOutputs()), args)
      : [appOfFlags(args, args.clientId)];
  const secret = readVariable(environment, "STYTCH_CLIENT_SECRET");
  return apps.map((app) => ({
    ...project,
    projectId: args.projectId ?? project.projectId,
    apiUrl: args.apiUrl ?? project.apiUrl,
    projectDomain: args.projectDomain ?? project.projectDomain,
    vertical: args.vertical,
    stack: stackOf(args),
    // One variable cannot be the secret of several apps.
    app: apps.length === 1 ? { ...app, clientSecret: app.clientSecret ?? secret } : app,
  }));
}

/** Where the app was read from, if that was a stack. */
function stackOf({ clientId, outputs, stack, cwd }: CliArguments): SmokeTarget["stack"] {
  return clientId === undefined && outputs === undefined ? { name: stack, cwd } : undefined;
}

function appOfFlags({ clientType, redirectUrls }: CliArguments, clientId: string): DeclaredApp {
  return {
    clientId,
    clientType,
    redirectUrls: redirectUrls.length > 0 ? redirectUrls : undefined,
  };
}

function choose(apps: DeclaredApp[], { apps: wanted, all }: CliArguments): DeclaredApp[] {
  const names = apps.map((app) => app.name ?? app.clientId);
  const choice =
    names.length > 0 ? `there ${names.length > 1 ? "are" : "is"} ${names.join(", ")}` : "";
  if (wanted.length > 0) {
    return wanted.map((name) => {
      const found = apps.find((app) => app.name === name);
      if (found !== undefined) return found;
      throw new SmokeTargetError(
        `--app: no output ${name} has a clientId; ${choice || "none has"}.`,
      );
    });
  }
  if (apps.length === 0) {
    throw new SmokeTargetError(
      "No output has a clientId. Export it (export const clientId = app.clientId), or give --client-id.",
    );
  }
  if (all || apps.length === 1) return apps;
  throw new SmokeTargetError(`Which app? Give --app or --all; ${choice}.`);
}
