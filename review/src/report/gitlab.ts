import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import type { Severity } from "../severities/index.ts";
import { isOpen } from "./entries.ts";
import { hostPlace } from "./host-place.ts";
import type { HostFormatter } from "./host-report.ts";

const SEVERITY_OF: Readonly<Record<Severity, string>> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  cosmetic: "info",
};

/**
 * A code quality report, which merge requests show at the lines of the program.
 *
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const renderGitlab: HostFormatter = (report, { always, folder }) => {
  const entries = report.entries({ always }).filter(isOpen);
  const issues = entries.map(({ client, rule, severity, text, details, fingerprint }) => {
    const { file, line } = hostPlace(client, folder);
    const whose = client === undefined ? "" : `${client.name}: `;
    return {
      description: visible([`${whose}${text}`, ...details].join("; ")),
      check_name: rule,
      fingerprint,
      severity: SEVERITY_OF[severity],
      location: { path: file, lines: { begin: line } },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
};
