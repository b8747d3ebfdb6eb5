import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import type { Log, Notification, ReportingDescriptor, Result, Run } from "sarif";
import type { Severity } from "../severities/index.ts";
import { type Entry, ruleText } from "./entries.ts";
import type { FormatOptions } from "./format.ts";
import { hostPlace } from "./host-place.ts";
import type { HostFormatter, HostReport } from "./host-report.ts";
import { nameOf } from "./words.ts";

/** GitHub orders alerts by the score: above 9 critical, from 7 high, from 4 medium. */
const LOOK: Readonly<Record<Severity, { readonly level: Result.level; readonly score: string }>> = {
  critical: { level: "error", score: "9.5" },
  high: { level: "error", score: "8.0" },
  medium: { level: "warning", score: "5.5" },
  low: { level: "note", score: "2.0" },
  cosmetic: { level: "note", score: "0.1" },
};

/**
 * SARIF 2.1.0, for code scanning: a result for each finding, at the line of the program. What the policies
 * found before has the state `unchanged`; what an exemption or a correction settles is suppressed.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * @see https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support
 */
export const renderSarif: HostFormatter = (report, options) => {
  const log: Log = {
    $schema:
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [runOf(report, options)],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function runOf(report: HostReport, options: FormatOptions): Run {
  const entries = report.entries(options);
  const ids = [...new Set(entries.map(({ rule }) => rule))];
  const { problems, notes } = report;
  const notifications = [
    ...problems.map((text) => notification("error", `The preview failed: ${text}`)),
    ...notes.map((text) => notification("warning", text)),
  ];
  return {
    tool: {
      driver: {
        name: "stytch-review",
        ...(options.version !== undefined && { semanticVersion: options.version }),
        rules: ids.map((id) => ruleOf(id, entries)),
      },
    },
    invocations: [
      {
        executionSuccessful: problems.length === 0,
        toolExecutionNotifications: notifications,
      },
    ],
    results: entries.map((entry) => resultOf(entry, ids.indexOf(entry.rule), options.folder)),
  };
}

function ruleOf(id: string, entries: readonly Entry[]): ReportingDescriptor {
  const { title, description, source } = ruleText(id);
  const worst = entries.find(({ rule }) => rule === id)?.severity ?? "low";
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: { text: description },
    ...(source !== undefined && { helpUri: source }),
    defaultConfiguration: { level: LOOK[worst].level },
    properties: { tags: ["security", "oauth"], "security-severity": LOOK[worst].score },
  };
}

function resultOf(entry: Entry, ruleIndex: number, folder: string | undefined): Result {
  const { rule, severity, client, text, details, isOld, settledBy, fingerprint } = entry;
  const { file, line, column } = hostPlace(client, folder);
  const whose = client === undefined ? "" : `${client.name}: `;
  const lines = [`${whose}${text}`, ...details].map(visible);
  return {
    ruleId: rule,
    ruleIndex,
    level: LOOK[severity].level,
    message: { text: withoutLinks(lines.join("\n")) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file), uriBaseId: "%SRCROOT%" },
          region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
        },
        ...(client !== undefined && {
          logicalLocations: [{ name: nameOf(client), fullyQualifiedName: visible(client.urn) }],
        }),
      },
    ],
    partialFingerprints: { "stytchReview/v1": fingerprint },
    baselineState: isOld ? "unchanged" : "new",
    suppressions: settledBy === undefined ? [] : [{ kind: "external", justification: settledBy }],
  };
}

function notification(level: Notification.level, text: string): Notification {
  return { level, message: { text: withoutLinks(visible(text)) } };
}

/** Viewers make a link of `[text](target)`, unless its brackets are escaped. */
function withoutLinks(text: string): string {
  return text.includes("](") ? text.replace(/[\\[\]]/g, "\\$&") : text;
}

function uriOf(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
