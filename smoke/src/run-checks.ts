import type { Check } from "./check.ts";
import type { CheckId, CheckResult, Evidence } from "./check-result.ts";
import type { CheckContext } from "./context.ts";
import {
  CheckFailure,
  isInconclusive,
  RefusedError,
  RequestError,
  ResponseError,
  StoppedError,
} from "./errors.ts";
import { adviceFor } from "./hints.ts";
import { restarting } from "./restart.ts";
import { inStack } from "./stack-commands.ts";

/**
 * Runs checks one by one. Skips a check whose needs have not passed, and every check once
 * the run is stopped. Throws only what `onProgress` throws.
 */
export async function runChecks(
  checks: readonly Check[],
  context: CheckContext,
  signal: AbortSignal,
): Promise<CheckResult[]> {
  const results = new Map<CheckId, CheckResult>();
  const vacuous = new Set<CheckId>();
  for (const check of checks) {
    const needs = check.needs.filter((id) => !vacuous.has(id));
    const skip = reasonToSkip({ ...check, needs }, context, results, signal);
    if (skip === undefined) {
      context.options.onProgress?.({ type: "started", id: check.id, title: check.title });
    }
    const result =
      skip === undefined
        ? await runCheck(check, context, signal)
        : { ...headOf(check), outcome: "skipped" as const, durationMs: 0, ...skip, evidence: {} };
    const shown = withoutSecrets(result, context);
    results.set(check.id, shown);
    if (skip === undefined && shown.outcome === "skipped") vacuous.add(check.id);
    context.options.onProgress?.({ type: "finished", result: shown });
  }
  return [...results.values()];
}

function reasonToSkip(
  check: Check,
  context: CheckContext,
  results: ReadonlyMap<CheckId, CheckResult>,
  signal: AbortSignal,
): Pick<CheckResult, "reason" | "cause"> | undefined {
  if (signal.aborted) return { reason: stopOf(signal).message };
  const known = context.known();
  const applies = known.app.clientType === undefined || check.applies(known);
  if (applies !== true) return { reason: applies };
  const [root] = check.needs
    .flatMap((id) => rootCause(id, results))
    .sort((a, b) => GRAVITY.indexOf(a.outcome) - GRAVITY.indexOf(b.outcome));
  if (root === undefined) return undefined;
  return {
    reason: `needs ${root.id}, which ${root.outcome === "failed" ? "failed" : `was ${root.outcome}`}`,
    cause: root.id,
  };
}

/** What keeps other checks from running, the worst first. */
const GRAVITY = ["failed", "inconclusive", "left out", "skipped"] as const;

interface Cause {
  readonly id: CheckId;
  readonly outcome: (typeof GRAVITY)[number];
}

/** What kept a check from passing: the check itself, or the cause for which it was skipped. */
function rootCause(id: CheckId, results: ReadonlyMap<CheckId, CheckResult>): Cause[] {
  const { outcome = "left out", cause } = results.get(id) ?? {};
  if (outcome === "passed") return [];
  return cause === undefined ? [{ id, outcome }] : rootCause(cause, results);
}

/** Ids and titles are this package's own. */
function withoutSecrets(result: CheckResult, { secrets, target }: CheckContext): CheckResult {
  const { hide, hideIn } = secrets;
  const { reason, advice, evidence } = result;
  return {
    ...result,
    reason: reason && hide(reason),
    advice: advice && hide(inStack(advice, target.stack)),
    evidence: hideIn(evidence),
  };
}

async function runCheck(
  check: Check,
  context: CheckContext,
  signal: AbortSignal,
): Promise<CheckResult> {
  const start = context.now();
  const finish = (
    outcome: CheckResult["outcome"],
    rest: Partial<CheckResult>,
    evidence: Evidence,
  ) => ({
    ...headOf(check),
    outcome,
    durationMs: Math.max(0, context.now() - start),
    ...rest,
    evidence,
  });
  try {
    const evidence = await restarting(context.http, (restarted) => check.run(context, restarted));
    // A request that was not to be interrupted has ended, and so has the run.
    if (signal.aborted) throw stopOf(signal);
    const reason = check.vacuous?.(context);
    return finish(reason === undefined ? "passed" : "skipped", { reason }, evidence);
  } catch (error) {
    return finish(
      isInconclusive(error) ? "inconclusive" : "failed",
      { reason: describe(error), advice: adviceFor(error) },
      evidenceOf(error),
    );
  }
}

/** The reason for a failure in words. A bug in this package names its place, for a report. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown failure";
  const ours = [CheckFailure, RefusedError, RequestError, ResponseError, StoppedError];
  if (ours.some((type) => error instanceof type)) return error.message;
  const place = /\(?([\w.-]+\.[jt]s:\d+):\d+\)?/.exec(error.stack ?? "")?.[1] ?? "unknown place";
  return `a bug in the smoke test itself (${error.name} at ${place})`;
}

function evidenceOf(error: unknown): Evidence {
  if (error instanceof CheckFailure && error.requestIds.length > 0) {
    const [first = null, ...more] = error.requestIds;
    return more.length > 0 ? { requestIds: error.requestIds } : { requestId: first };
  }
  if (!(error instanceof RefusedError)) return {};
  const { status, errorType = null, requestId = null } = error.refusal;
  return { status, errorType, requestId };
}

function stopOf({ reason }: AbortSignal): StoppedError {
  if (reason instanceof StoppedError) return reason;
  return new StoppedError("the run was cancelled", "cancelled");
}

function headOf({ id, title }: Check): Pick<CheckResult, "id" | "title"> {
  return { id, title };
}
