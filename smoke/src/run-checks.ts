import type { Check } from "./check.ts";
import type { CheckId, CheckResult, Evidence } from "./check-result.ts";
import type { CheckContext } from "./context.ts";
import { CheckFailure, RefusedError, RequestError, StoppedError } from "./errors.ts";
import { adviceFor } from "./hints.ts";
import type { Secrets } from "./secrets.ts";

/**
 * Runs checks one after the other. One whose needs have not passed is skipped, as is everything
 * once the run is stopped. Throws only what `onProgress` throws.
 */
export async function runChecks(
  checks: readonly Check[],
  context: CheckContext,
  signal: AbortSignal,
): Promise<CheckResult[]> {
  const results = new Map<CheckId, CheckResult>();
  for (const check of checks) {
    const reason = reasonToSkip(check, context, results, signal);
    if (reason === undefined) {
      context.options.onProgress?.({ type: "started", id: check.id, title: check.title });
    }
    const result =
      reason === undefined
        ? await runCheck(check, context, signal)
        : { ...headOf(check), outcome: "skipped" as const, durationMs: 0, reason, evidence: {} };
    const shown = withoutSecrets(result, context.secrets);
    results.set(check.id, shown);
    context.options.onProgress?.({ type: "finished", result: shown });
  }
  return [...results.values()];
}

function reasonToSkip(
  check: Check,
  context: CheckContext,
  results: ReadonlyMap<CheckId, CheckResult>,
  signal: AbortSignal,
): string | undefined {
  if (signal.aborted) return reasonOf(signal);
  const known = context.known();
  const applies = known.app.clientType === undefined || check.applies(known);
  if (applies !== true) return applies;
  const lacking = check.needs.map((id) => [id, results.get(id)?.outcome] as const);
  const [broken] = lacking.filter(([, outcome]) => outcome !== "passed");
  if (broken === undefined) return undefined;
  const [id, outcome = "left out"] = broken;
  return `needs ${id}, which ${outcome === "failed" ? "failed" : `was ${outcome}`}`;
}

/** Ids and titles are this package's own. */
function withoutSecrets(result: CheckResult, { hide, hideIn }: Secrets): CheckResult {
  const { reason, advice, evidence } = result;
  return {
    ...result,
    reason: reason && hide(reason),
    advice: advice && hide(advice),
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
    outcome: "passed" | "failed",
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
    const evidence = await check.run(context);
    // What was not to be interrupted is over, and the run is too.
    if (signal.aborted) throw new StoppedError(reasonOf(signal));
    return finish("passed", {}, evidence);
  } catch (error) {
    return finish(
      "failed",
      { reason: describe(error), advice: adviceFor(error) },
      evidenceOf(error),
    );
  }
}

/** The reason of a failure in words. A fault of this package says its place, for a bug report. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown failure";
  const ours = [CheckFailure, RefusedError, RequestError, StoppedError];
  if (ours.some((type) => error instanceof type)) return error.message;
  const place = /\(?([\w.-]+\.[jt]s:\d+):\d+\)?/.exec(error.stack ?? "")?.[1] ?? "unknown place";
  return `a fault of the smoke test itself (${error.name} at ${place})`;
}

function evidenceOf(error: unknown): Evidence {
  if (!(error instanceof RefusedError)) return {};
  const { status, errorType = null, requestId = null } = error.refusal;
  return { status, errorType, requestId };
}

function reasonOf(signal: AbortSignal): string {
  return signal.reason instanceof StoppedError ? signal.reason.message : "the run was cancelled";
}

function headOf({ id, title }: Check): Pick<CheckResult, "id" | "title"> {
  return { id, title };
}
