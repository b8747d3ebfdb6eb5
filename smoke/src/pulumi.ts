import "./supported-node.ts";
import * as pulumi from "@pulumi/pulumi";
import { projectFrom, subjectFrom } from "./environment.ts";
import { SmokeFailedError, SmokeTargetError } from "./errors.ts";
import type { SmokeOptions } from "./options.ts";
import { readApp } from "./outputs.ts";
import type { SmokeReport } from "./report.ts";
import { smokeTest } from "./smoke-test.ts";
import type { DeclaredApp, SmokeTarget } from "./target.ts";

export interface SmokeTestHookOptions extends SmokeOptions {
  /** Default: stack configuration `stytch:projectDomain`, else as for `smokeTest`. */
  readonly projectDomain?: string | undefined;
  /** Default `auto`. */
  readonly vertical?: SmokeTarget["vertical"];
  /** Whether a failure is only a warning of the deployment. Default: no. */
  readonly warnOnly?: boolean | undefined;
}

/**
 * A hook that smoke-tests a Connected App right after it was created or updated. The project is
 * that of the stack configuration (`stytch:projectId`, `stytch:secret`, `stytch:apiUrl`) or of the
 * environment; whom to sign in as comes from the options or from the environment.
 *
 * ```ts
 * const smoke = smokeTestHook("smoke", { temporarySubject: true });
 * new ConnectedApp("web", args, { hooks: { afterCreate: [smoke], afterUpdate: [smoke] } });
 * ```
 *
 * @param name Unique within the program. Default: `stytch-smoke-test`.
 * @see https://www.pulumi.com/docs/iac/concepts/options/hooks/
 */
export function smokeTestHook(
  name = "stytch-smoke-test",
  options: SmokeTestHookOptions = {},
): pulumi.ResourceHook {
  const { warnOnly = false, projectDomain, vertical, ...rest } = options;
  // Read here, where the program runs: the engine calls back from outside of it.
  const config = new pulumi.Config("stytch");
  const secret = config.getSecret("secret");
  const environment = projectFrom(process.env);
  const project = {
    projectId: config.get("projectId") || environment.projectId,
    apiUrl: config.get("apiUrl") || environment.apiUrl,
    projectDomain: projectDomain ?? config.get("projectDomain") ?? environment.projectDomain,
    vertical,
  };
  const run = async (args: pulumi.ResourceHookArgs) => {
    const app = await appOf(args);
    const target = { ...project, secret: (await resolved(secret)) || environment.secret, app };
    const subject = rest.subject ?? subjectFrom(process.env);
    const report = await smokeTest(target, { ...rest, subject });
    if (report.outcome !== "passed") throw new SmokeFailedError(failureText(report));
  };
  return new pulumi.ResourceHook(name, run, { ignoreErrors: warnOnly });
}

/** @throws SmokeTargetError if the resource is no Connected App. */
async function appOf({ name, id, newOutputs = {} }: pulumi.ResourceHookArgs): Promise<DeclaredApp> {
  // The engine hands secret outputs over wrapped.
  const values = await Promise.all(
    Object.entries(newOutputs).map(async ([key, value]) => [key, await resolved<unknown>(value)]),
  );
  const app = readApp(name, { id, ...Object.fromEntries(values) });
  if (app !== undefined) return app;
  throw new SmokeTargetError(`${name} is no Connected App: it has no client id.`);
}

/** One line: the engine prints the message of a hook's error. */
function failureText({ app, checks, stopped, cleanup }: SmokeReport): string {
  const failures = checks
    .filter((check) => check.outcome === "failed")
    .map(({ id, reason, advice }) => `${id}: ${reason} ${advice}`);
  const reasons = failures.length > 0 ? failures : [stopped ?? "unknown reason"];
  const left = cleanup.notDone.map(({ what, reason }) => `Not cleaned up: ${what}: ${reason}.`);
  return [`The smoke test of ${app.name} failed. ${reasons.join(" ")}`, ...left].join(" ");
}

/** The value in an output, at any depth. Hooks run after the deployment step, so there is one. */
function resolved<T>(value: pulumi.Input<T>): Promise<pulumi.Unwrap<pulumi.Input<T>>> {
  return new Promise((resolve) => {
    pulumi.output(value).apply(resolve);
  });
}
