import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import type { Severity } from "../severities/index.ts";
import { type Entry, isOpen, ruleText } from "./entries.ts";
import { hostPlace } from "./host-place.ts";
import type { HostFormatter, HostReport } from "./host-report.ts";
import { moreText, nameOf } from "./words.ts";

type Kind = "error" | "warning" | "notice";

const KIND_OF: Readonly<Record<Severity, Kind>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
  cosmetic: "notice",
};

/** Of each kind, a step may show so many; GitHub drops further ones without a word. */
const MOST_OF_A_KIND = 10;

/**
 * Annotations of GitHub Actions, at the lines of the program.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export const renderGithub: HostFormatter = (report, options) => {
  if (report.isSilent && !options.always) return "";
  const entries = report.entries(options).filter(isOpen);
  const ofKind = (kind: Kind) => entries.filter(({ severity }) => KIND_OF[severity] === kind);
  return `${[
    ...cut("error", problems(report), ofKind("error"), options.folder),
    ...cut("warning", [], ofKind("warning"), options.folder),
    ...cut(
      "notice",
      [command("notice", { title: TOOL }, report.summary)],
      ofKind("notice"),
      options.folder,
    ),
  ].join("\n")}\n`;
};

function problems(report: HostReport): string[] {
  return report.problems
    .slice(0, MOST_OF_A_KIND - 2)
    .map((problem) => command("error", { title: TOOL }, `The preview failed: ${visible(problem)}`));
}

function cut(
  kind: Kind,
  others: readonly string[],
  entries: readonly Entry[],
  folder: string | undefined,
): string[] {
  const room = MOST_OF_A_KIND - others.length;
  const shown = entries.length > room ? entries.slice(0, room - 1) : entries;
  const left = entries.length - shown.length;
  const more =
    left > 0 ? [command(kind, { title: TOOL }, `${moreText(left, "finding")} of this kind`)] : [];
  return [...others, ...shown.map((entry) => annotation(kind, entry, folder)), ...more];
}

function annotation(kind: Kind, entry: Entry, folder: string | undefined): string {
  const { file, line, column } = hostPlace(entry.client, folder);
  const whose = entry.client === undefined ? TOOL : nameOf(entry.client);
  const title = `${whose}: ${ruleText(entry.rule).title} (${entry.severity})`;
  const properties = { file, line, ...(column !== undefined && { col: column }), title };
  return command(kind, properties, [entry.text, ...entry.details].map(visible).join("\n"));
}

const TOOL = "stytch-review";

function command(
  kind: Kind,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const texts = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  return `::${kind} ${texts.join(",")}::${escapeData(message)}`;
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
