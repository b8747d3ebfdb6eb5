import { createCleanup } from "./cleanup.ts";
import { type CheckContext, createContext } from "./context.ts";
import { StoppedError } from "./errors.ts";
import { createHttpClient, type HttpLimits } from "./http/http-client.ts";
import { createMark } from "./mark.ts";
import { chooseSubject, readOptions, type SmokeOptions } from "./options.ts";
import { outcomeOf, type SmokeReport } from "./report.ts";
import { restarting } from "./restart.ts";
import { describe, runChecks } from "./run-checks.ts";
import { createSecrets } from "./secrets.ts";
import { selectChecks } from "./select-checks.ts";
import { readTarget, type SmokeTarget } from "./target.ts";

/** What a run takes from outside; for tests. */
export interface SmokeSurroundings {
  /** Milliseconds since the epoch, for durations and for recognizing leftovers. Default: the clock. */
  readonly now?: () => number;
  /** Waits before a request is retried. Default: a timer. */
  readonly wait?: HttpLimits["wait"];
}

/**
 * Checks the options of a smoke test, whatever its target.
 *
 * @throws SmokeTargetError naming every problem.
 */
export function prepareOptions(options: SmokeOptions) {
  const chosen = readOptions(options);
  return { chosen, checks: selectChecks(chosen) };
}

/**
 * Checks the options and the target of a smoke test, without sending anything.
 *
 * @throws SmokeTargetError naming every problem of the options, or else of the target.
 */
export function prepare(target: SmokeTarget, options: SmokeOptions) {
  const { chosen, checks } = prepareOptions(options);
  const ready = readTarget(target);
  const needsSubject = checks.some((check) => check.id === "subject");
  const subjectKind = needsSubject ? chooseSubject(chosen, ready) : undefined;
  return { ready, chosen, checks, subjectKind };
}

/**
 * Proves that a Connected App does what it was made for, as an ordinary OAuth client: that a login
 * becomes a code, tokens and a session, and that what must be refused is refused. Removes what it
 * created, whatever happens; leaves a session that it was given.
 *
 * @returns a report; a failed check is part of it, not an error.
 * @throws SmokeTargetError (`ERR_SMOKE_TARGET`) if target or options are invalid; then nothing was
 * sent.
 */
export async function smokeTest(
  target: SmokeTarget,
  options: SmokeOptions = {},
  surroundings: SmokeSurroundings = {},
): Promise<SmokeReport> {
  const { ready, chosen, checks, subjectKind } = prepare(target, options);
  const { now = Date.now, wait } = surroundings;
  const { timeoutMs, requestTimeoutMs, retries, cleanupTimeoutMs, signal } = chosen;
  const start = now();
  const run = limitTime(signal, timeoutMs);
  let current = run.signal;
  const secrets = createSecrets();
  const http = createHttpClient(
    { requestTimeoutMs, retries, signal: () => current, wait },
    ready.loopback,
  );
  const context = createContext({
    target: ready,
    options: chosen,
    subjectKind,
    http,
    secrets,
    cleanup: createCleanup(
      (error) => secrets.hide(describe(error)),
      (undo) => restarting(http, undo),
    ),
    mark: createMark(start + timeoutMs + requestTimeoutMs + cleanupTimeoutMs),
    now,
  });
  const cleanUp = async () => {
    run.end();
    const cleaning = limitTime(undefined, cleanupTimeoutMs);
    current = cleaning.signal;
    const report = await context.cleanup.run();
    cleaning.end();
    return report;
  };
  try {
    const results = await runChecks(checks, context, run.signal)
      .finally(() => chosen.onProgress?.({ type: "cleaning" }))
      // Only the caller's onProgress can have thrown.
      .catch(async (error: unknown) => {
        await cleanUp();
        throw error;
      });
    const stop = run.signal.reason instanceof StoppedError ? run.signal.reason : undefined;
    const cleanup = await cleanUp();
    return {
      outcome: outcomeOf(results, stop),
      stopped: stop?.message,
      startedAt: new Date(start).toISOString(),
      durationMs: now() - start,
      requests: http.count(),
      ...secrets.hideIn(placeOf(context)),
      checks: results,
      cleanup: secrets.hideIn(cleanup),
    };
  } finally {
    await http.close();
  }
}

function placeOf(context: CheckContext): Pick<SmokeReport, "app" | "project"> {
  const { target } = context;
  const { app, vertical } = context.known();
  const { clientId, clientType } = app;
  return {
    app: { name: target.app.name ?? clientId, clientId, clientType },
    project: { projectId: target.projectId, apiUrl: target.apiUrl, vertical },
  };
}

/** A signal that fires with a StoppedError when the caller cancels or the time is over. */
function limitTime(caller: AbortSignal | undefined, ms: number) {
  const controller = new AbortController();
  const cancel = () => controller.abort(new StoppedError("the run was cancelled", "cancelled"));
  const overdue = () =>
    new StoppedError(`the time limit of ${ms / 1000} s was reached`, "time-limit");
  const timer = setTimeout(() => controller.abort(overdue()), ms);
  if (caller?.aborted) cancel();
  caller?.addEventListener("abort", cancel, { once: true });
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", cancel);
    },
  };
}
