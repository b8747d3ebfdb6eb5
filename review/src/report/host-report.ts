import type { Report } from "../report.ts";
import { type Entry, entriesOf } from "./entries.ts";
import type { FormatOptions, Formatter } from "./format.ts";
import { isSilent, summaryText } from "./words.ts";

/** What the formats of hosts show: of a change, or of a project as it is. */
export interface HostReport {
  /** What is done, as the name of a test that passes. */
  readonly done: string;
  /** How much was found, in words. */
  readonly summary: string;
  /** Whether nothing needs a reader. */
  readonly isSilent: boolean;
  /** Why the preview failed; empty if it did not, and where there is none. */
  readonly problems: readonly string[];
  /** What could not be looked at. */
  readonly notes: readonly string[];
  /** Everything, worst first; `always` says whether cosmetics are shown too. */
  entries(options: { readonly always: boolean }): readonly Entry[];
}

/** How a host wants it. Every text in it is foreign: a format escapes it as its reader needs. */
export type HostFormatter = (report: HostReport, options: FormatOptions) => string;

/** A format of a host, for a change. */
export function ofChanges(render: HostFormatter): Formatter {
  return (report, options) => render(hostReportOf(report), options);
}

function hostReportOf(report: Report): HostReport {
  const { clients, policy, problems, notes } = report;
  const findings = clients.flatMap((client) => client.findings);
  return {
    done: "changes are reviewed",
    summary: summaryText(report),
    isSilent: isSilent(report),
    problems,
    notes,
    entries: (options) => entriesOf(findings, policy, options),
  };
}
