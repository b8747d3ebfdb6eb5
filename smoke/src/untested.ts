import { readOptions, type SmokeOptions } from "./options.ts";
import type { SmokeReport } from "./report.ts";
import { selectChecks } from "./select-checks.ts";
import { apiUrlOf, type SmokeTarget } from "./target.ts";

/** The report on a requested app that cannot be tested: not a success, and not left out. */
export function untestedReport(
  target: SmokeTarget,
  options: SmokeOptions,
  reason: string,
): SmokeReport {
  const { app, projectId } = target;
  const { clientId, clientType, name = clientId } = app;
  const stopped = `${name} was not tested: ${reason}`;
  const skipped = { outcome: "skipped" as const, durationMs: 0, reason: stopped, evidence: {} };
  return {
    outcome: "stopped",
    stopped,
    startedAt: new Date().toISOString(),
    durationMs: 0,
    requests: 0,
    app: { name, clientId, clientType },
    project: { projectId, apiUrl: apiUrlOf(target) },
    checks: selectChecks(readOptions(options)).map(({ id, title }) => ({ id, title, ...skipped })),
    cleanup: { done: [], notDone: [], left: [] },
  };
}
