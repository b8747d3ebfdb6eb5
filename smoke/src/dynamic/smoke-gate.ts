import { projectFrom, subjectFrom } from "../environment.ts";
import { type SmokeError, SmokeFailedError, SmokeTargetError } from "../errors.ts";
import { type SmokeOutcome, type SmokeReport, unsuccessful } from "../report.ts";
import type { SmokeTarget } from "../target.ts";
import { GateError } from "./gate-error.ts";
import { fingerprintOf, knownInputs, type Properties, readInputs } from "./gate-inputs.ts";

/** The methods that the engine's dynamic-provider server calls; refresh and delete need none. */
export interface SmokeGate {
  configure(request: { config: { get(key: string): string | undefined } }): Promise<void>;
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<{ changes: boolean }>;
  create(inputs: Properties): Promise<{ id: string; outs: GateOutputs }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: GateOutputs }>;
}

/** Kept in the state. The names are part of every state ever written; never rename one. */
export type GateOutputs = {
  /** `untested` if the test could not begin. */
  readonly status: SmokeOutcome | "untested";
  /** When the test began, ISO 8601. */
  readonly testedAt: string;
  readonly clientId: string;
  readonly failedChecks: readonly string[];
  /** What was tested, as a digest. */
  readonly tested: string;
  /** Id of the run that changed the client, if one did. */
  readonly changedIn?: string;
};

/** What names a test, before anything is checked. */
interface Named {
  readonly app: { readonly clientId?: string; readonly name?: string };
  readonly changedIn?: string;
}

/**
 * A resource that states something: a test of this client has passed. While that is not true the
 * resource has changes to make, whatever happened to the state meanwhile, so no `up` succeeds, or even
 * finds nothing to change, without a test.
 */
export function smokeGate(
  environment: NodeJS.ProcessEnv,
  print: (line: string) => void,
): SmokeGate {
  // The engine may call other methods before `configure` has ended: it caches the object first.
  const { promise: project, resolve } = Promise.withResolvers<Project>();

  async function run(inputs: Properties): Promise<SmokeReport> {
    const { target, project: given, options } = readInputs(inputs);
    // Late: a preview needs no HTTP.
    const { smokeTest } = await import("../smoke-test.ts");
    // A provider of the program reads the environment, too, but not the stack's configuration.
    const configured =
      given === undefined ? await project : withSettings(projectFrom(environment), given);
    const projectDomain = target.projectDomain ?? configured.projectDomain;
    const subject = inputs.subject === undefined ? subjectFrom(environment) : options.subject;
    return smokeTest({ ...configured, ...target, projectDomain }, { ...options, subject });
  }

  async function test(inputs: Properties): Promise<{ id: string; outs: GateOutputs }> {
    const { app, changedIn } = inputs as unknown as Named;
    const { clientId = "", name = clientId } = app;
    const result = await resultOf(name, () => run(inputs));
    const outs = {
      ...result.recorded,
      clientId,
      tested: fingerprintOf(inputs),
      ...(changedIn && { changedIn }),
    };
    if (result.kind === "passed") return { id: name, outs };
    const error = new GateError(result.error, name, { ...outs, __provider: inputs.__provider });
    if (inputs.warnOnly !== true) throw error;
    print(`warning: ${error.message}`);
    return { id: name, outs };
  }

  return {
    async configure({ config }) {
      const inEnvironment = projectFrom(environment);
      resolve({
        projectId: config.get("stytch:projectId") || inEnvironment.projectId,
        secret: config.get("stytch:secret") || inEnvironment.secret,
        apiUrl: config.get("stytch:apiUrl") || inEnvironment.apiUrl,
        projectDomain: config.get("stytch:projectDomain") || inEnvironment.projectDomain,
      });
    },
    async check(_olds, news) {
      const failures = problemsOf(knownInputs(news));
      // No property: the engine would print its value beside the reason, even that of a secret.
      return { inputs: news, failures: failures.map((reason) => ({ property: "", reason })) };
    },
    async diff(_id, olds, news) {
      const { changedIn = olds.changedIn } = news;
      const isTested = olds.tested === fingerprintOf(news) && olds.changedIn === changedIn;
      return { changes: olds.status !== "passed" || !isTested };
    },
    create: test,
    update: async (_id, _olds, news) => ({ outs: (await test(news)).outs }),
  };
}

type Project = Omit<SmokeTarget, "app">;

function withSettings(
  project: Project,
  settings: Readonly<Record<string, string | undefined>>,
): Project {
  const set = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...project, ...Object.fromEntries(set) };
}

function problemsOf(inputs: Properties): string[] {
  try {
    readInputs(inputs);
    return [];
  } catch (error) {
    if (error instanceof SmokeTargetError) return [`[${error.code}] ${error.message}`];
    throw error;
  }
}

type Recorded = Pick<GateOutputs, "status" | "testedAt" | "failedChecks">;

type Result =
  | { readonly kind: "passed"; readonly recorded: Recorded }
  | { readonly kind: "failed"; readonly recorded: Recorded; readonly error: SmokeError };

/** A test that could not begin is no pass either, and is recorded like one that failed. */
async function resultOf(name: string, run: () => Promise<SmokeReport>): Promise<Result> {
  const testedAt = new Date().toISOString();
  try {
    const report = await run();
    const failedChecks = unsuccessful(report).map(({ id }) => id);
    const recorded = { status: report.outcome, testedAt, failedChecks };
    if (report.outcome === "passed") return { kind: "passed", recorded };
    const error = new SmokeFailedError(failureText(name, report));
    return { kind: "failed", recorded, error };
  } catch (error) {
    if (!(error instanceof SmokeTargetError)) throw error;
    const recorded = { status: "untested", testedAt, failedChecks: [] } as const;
    return { kind: "failed", recorded, error };
  }
}

/** One line: the engine prints it. */
function failureText(name: string, report: SmokeReport): string {
  const { outcome, stopped = "unknown reason", cleanup } = report;
  const failures = unsuccessful(report).map(
    ({ id, reason, advice }) => `${id}: ${reason} ${advice}`,
  );
  const reasons = failures.length > 0 ? failures : [`${stopped}.`];
  const left = cleanup.notDone.map(({ what, reason }) => `Not cleaned up: ${what}: ${reason}.`);
  const what = outcome === "failed" ? "failed" : `was ${outcome}`;
  return [`The smoke test of ${name} ${what}. ${reasons.join(" ")}`, ...left].join(" ");
}
