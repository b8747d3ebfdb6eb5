import { countsOf, type SmokeReport, unsuccessful } from "../report.ts";
import { totalsText } from "../totals.ts";

/**
 * Annotations of GitHub Actions.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub(reports: readonly SmokeReport[]): string {
  const total = reports.length > 1 ? [command("notice", "total", totalsText(reports))] : [];
  return `${[...reports.flatMap(annotations), ...total].join("\n")}\n`;
}

function annotations(report: SmokeReport): string[] {
  const { app, cleanup, stopped } = report;
  return [
    ...unsuccessful(report).map(({ id, outcome, reason = "", advice = "" }) =>
      outcome === "failed"
        ? command("error", `${app.name}: ${id}`, `${reason}\n${advice}`)
        : command("warning", `${app.name}: ${id} (inconclusive)`, `${reason}\n${advice}`),
    ),
    ...(stopped === undefined ? [] : [command("error", app.name, `stopped: ${stopped}`)]),
    ...cleanup.notDone.map(({ what, reason }) =>
      command("warning", `${app.name}: not cleaned up`, `${what}: ${reason}`),
    ),
    command("notice", app.name, countsOf(report)),
  ];
}

function command(kind: "error" | "warning" | "notice", title: string, message: string): string {
  const property = escapeData(`stytch-smoke: ${title}`)
    .replaceAll(":", "%3A")
    .replaceAll(",", "%2C");
  return `::${kind} title=${property}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
