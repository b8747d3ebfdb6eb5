import type { DeclaredApp } from "../connected-app-fields.ts";
import { type Environment, projectFrom, readVariable } from "../environment.ts";
import { SmokeTargetError } from "../errors.ts";
import { appsIn, type FoundApp } from "../outputs.ts";
import { appsInState, readState } from "../stack-state.ts";
import type { SmokeTarget } from "../target.ts";
import type { CliArguments } from "./arguments.ts";

/** One requested app, and why it cannot be tested, if so. */
export type Candidate =
  | { readonly kind: "testable"; readonly target: SmokeTarget }
  | { readonly kind: "untestable"; readonly target: SmokeTarget; readonly reason: string };

/** Reads what is known about a stack. */
export type ReadStack = (showSecrets: boolean) => Promise<unknown>;

/**
 * What to test: the app of the options, or the chosen apps of the stack.
 *
 * @param readStack Called only if the options name no client, and again only for secrets.
 * @throws SmokeTargetError
 */
export async function findTargets(
  args: CliArguments,
  environment: Environment,
  readStack: ReadStack,
): Promise<Candidate[]> {
  const project = {
    ...projectFrom(environment),
    ...(args.projectId !== undefined && { projectId: args.projectId }),
    ...(args.apiUrl !== undefined && { apiUrl: args.apiUrl }),
    ...(args.projectDomain !== undefined && { projectDomain: args.projectDomain }),
    vertical: args.vertical ?? "auto",
  };
  const secret = readVariable(environment, "STYTCH_CLIENT_SECRET");
  if (args.clientId !== undefined) {
    const app = appOfOptions(args, args.clientId);
    return [{ kind: "testable", target: { ...project, app: { ...app, clientSecret: secret } } }];
  }
  let found = choose(appsOf(await readStack(false)), args);
  // One variable cannot be the secret of several apps.
  const given = found.length === 1 ? secret : undefined;
  const needsSecrets = found.some(({ encrypted = [] }) =>
    encrypted.some((field) => field !== "clientSecret" || given === undefined),
  );
  if (needsSecrets && args.outputs === undefined) {
    found = choose(appsOf(await readStack(true)), args);
  }
  return found.map((one) => {
    const app = { ...one.app, clientSecret: one.app.clientSecret ?? given };
    const projectId = project.projectId || one.projectId || "";
    const target = { ...project, projectId, app, stack: stackOf(args) };
    const reason = one.problem ?? problemOf({ ...one, app }, projectId);
    return reason === undefined
      ? { kind: "testable", target }
      : { kind: "untestable", target, reason };
  });
}

function appsOf(data: unknown): FoundApp[] {
  const state = readState(data);
  return state === undefined ? appsIn(data) : appsInState(state);
}

function problemOf(found: FoundApp, projectId: string): string | undefined {
  const { app, encrypted = [], isConfidential = false } = found;
  if (found.projectId !== undefined && found.projectId !== projectId) {
    return `it belongs to ${found.projectId}, not to ${projectId} (--project-id, STYTCH_PROJECT_ID)`;
  }
  if (!isConfidential || app.clientSecret) return undefined;
  if (encrypted.includes("clientSecret")) {
    return "its secret is encrypted; pass what pulumi stack export --show-secrets prints";
  }
  return "the stack does not know its secret; pass it with --app and STYTCH_CLIENT_SECRET, or rotate it";
}

/** Where the app was read from, if that was a stack. */
function stackOf({ outputs, stack, cwd }: CliArguments): SmokeTarget["stack"] {
  return outputs === undefined ? { name: stack, cwd } : undefined;
}

function appOfOptions({ clientType, redirectUrls }: CliArguments, clientId: string): DeclaredApp {
  return {
    clientId,
    clientType,
    redirectUrls: redirectUrls.length > 0 ? redirectUrls : undefined,
  };
}

function choose(apps: FoundApp[], { apps: wanted, all }: CliArguments): FoundApp[] {
  const names = apps.map(({ app }) => app.name ?? app.clientId);
  const choice =
    names.length > 0 ? `there ${names.length > 1 ? "are" : "is"} ${names.join(", ")}` : "";
  if (wanted.length > 0) return wanted.map((name) => named(name, apps, choice));
  if (apps.length === 0) {
    throw new SmokeTargetError(
      "The stack has no ConnectedApp, and no output has a clientId. Pass --stack or --cwd of a stack that has one, or --client-id.",
    );
  }
  if (all || apps.length === 1) return apps;
  throw new SmokeTargetError(`Which app? Pass --app or --all; ${choice}.`);
}

/** By the name of its output or resource, or by its client id. */
function named(name: string, apps: readonly FoundApp[], choice: string): FoundApp {
  const matching = apps.filter(({ app, names }) => names.includes(name) || app.clientId === name);
  const [found, second] = matching;
  if (found === undefined) {
    throw new SmokeTargetError(
      `--app: no resource or output ${name} is a Connected App; ${choice || "there is none"}.`,
    );
  }
  if (second === undefined) return { ...found, app: { ...found.app, name } };
  const ids = matching.map(({ app }) => app.clientId).join(", ");
  throw new SmokeTargetError(
    `--app: ${name} is the name of several apps; pass a client id: ${ids}.`,
  );
}
