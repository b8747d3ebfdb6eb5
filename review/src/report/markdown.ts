import {
  type Finding,
  openIn,
  type PolicyFinding,
  type Report,
  type ReviewedClient,
} from "../report.ts";
import { MEANINGS } from "../severities/index.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { fit } from "./fit.ts";
import type { Formatter } from "./format.ts";
import {
  exemptionText,
  isSilent,
  KINDS,
  moreText,
  partsOf,
  placeText,
  policyText,
  summaryText,
  worstSentence,
} from "./words.ts";

/**
 * Characters of a comment: GitHub takes 65,536, GitLab a million. What is left is for who puts it into a
 * comment.
 */
export const LONGEST_MARKDOWN = 60_000;

const SHARES = { rows: 20_000, policies: 10_000, exemptions: 5_000, problems: 5_000 } as const;

/** For a comment or a summary of a job: the first line names the worst; details are folded. */
export const renderMarkdown: Formatter = (report, { always }) => {
  if (isSilent(report) && !always) return "";
  const { serious, cosmetic } = partsOf(report);
  const blocks = [
    headline(report, serious),
    problems(report),
    `${summaryText(report)}.`,
    table(serious),
    cosmeticLine(cosmetic),
    policies(report),
    exemptions(report),
    ...report.notes.map((note) => `Note: ${escapeMarkdown(note)}`),
  ].filter((block) => block !== "");
  const text = blocks.join("\n\n");
  const left = LONGEST_MARKDOWN - text.length;
  return `${[text, ...details([...serious, ...cosmetic], left)].join("\n\n")}\n`;
};

function headline(report: Report, [worst]: readonly ReviewedClient[]): string {
  const [policy] = openIn(report.policy.new);
  const isWorse = policy !== undefined && worst?.severity !== report.severity;
  if (isWorse) {
    return `### ${capital(policy.severity)}: ${escapeMarkdown(policyText(policy))}`;
  }
  if (worst !== undefined) {
    const name = escapeMarkdown(worst.client.name);
    return `### ${capital(worst.severity)}: ${name}: ${escapeMarkdown(worstSentence(worst))}`;
  }
  return report.clients.length > 0 ? "### Only cosmetic changes" : "### No Connected App changes";
}

function problems({ problems: all }: Report): string {
  if (all.length === 0) return "";
  const lines = all.map((problem) => `- ${escapeMarkdown(problem)}`);
  const { shown, left } = fit(lines, SHARES.problems);
  const more = left > 0 ? [`- **${moreText(left, "problem")}**`] : [];
  return ["**The preview failed**, so there may be more changes:", "", ...shown, ...more].join(
    "\n",
  );
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** No text may take the room of other clients: ten of them have a row, whatever their names and URLs. */
const LONGEST_CELL = 600;
/** Characters of a text of which escaping makes more than that: ten for each at most. */
const SHORT_CELL = 60;

function cell(text: string): string {
  const escaped = escapeMarkdown(text, LONGEST_CELL);
  return escaped.length > LONGEST_CELL ? escapeMarkdown(text, SHORT_CELL) : escaped;
}

/** One line for each client. */
function table(clients: readonly ReviewedClient[]): string {
  if (clients.length === 0) return "";
  const { shown, left } = fit(clients.map(rowOf), SHARES.rows);
  return [
    "| Severity | Client | What it means | Line |",
    "| --- | --- | --- | --- |",
    ...shown,
    ...(left > 0 ? [`| | | **${moreText(left, "client")}** | |`] : []),
  ].join("\n");
}

function rowOf(client: ReviewedClient): string {
  const { severity, kind, findings } = client;
  const further = findings.length > 1 ? ` (+${findings.length - 1})` : "";
  const name = `${cell(client.client.name)} (${KINDS[kind]})`;
  const place = cell(placeText(client.client.place) ?? "");
  return `| ${severity} | ${name} | ${cell(worstSentence(client))}${further} | ${place} |`;
}

function cosmeticLine(clients: readonly ReviewedClient[]): string {
  if (clients.length === 0) return "";
  const { shown, left } = fit(
    clients.map(({ client }) => escapeMarkdown(client.name)),
    2_000,
  );
  const more = left > 0 ? ` and ${moreText(left, "client")}` : "";
  return `Cosmetic only: ${shown.join(", ")}${more}.`;
}

function policies({ policy }: Report): string {
  const { shown, left } = fit(policy.new.map(policyLine), SHARES.policies);
  return [
    ...(policy.new.length > 0 ? ["**Policies: new in this change**", "", ...shown] : []),
    ...(left > 0 ? [`- **${moreText(left, "finding")}**`] : []),
    ...(policy.before.length > 0
      ? ["", `Policies found ${policy.before.length} before this change, and still do.`]
      : []),
    ...(policy.resolved > 0 ? ["", `Resolved by this change: ${policy.resolved}.`] : []),
  ]
    .join("\n")
    .trim();
}

function policyLine(finding: PolicyFinding): string {
  return `- ${finding.severity}, ${finding.level}: ${escapeMarkdown(policyText(finding))}`;
}

function exemptions({ exemptions: all }: Report): string {
  if (all.length === 0) return "";
  const lines = all.map((exemption) => `- ${escapeMarkdown(exemptionText(exemption))}`);
  const { shown, left } = fit(lines, SHARES.exemptions);
  const more = left > 0 ? [`- **${moreText(left, "exemption")}**`] : [];
  return ["**Exemptions**", "", ...shown, ...more].join("\n");
}

const FOLD = ["<details><summary>Details</summary>", "</details>"] as const;

function details(clients: readonly ReviewedClient[], room: number): string[] {
  const sections = clients.map(sectionOf);
  const { shown, left } = fit(sections, room - FOLD.join("").length - 100);
  if (shown.length === 0) return [];
  const more = left > 0 ? [`**The details of ${moreText(left, "client")} do not fit here.**`] : [];
  return [FOLD[0], ...shown, ...more, FOLD[1]];
}

function sectionOf({ client, kind, severity, findings, unknown }: ReviewedClient): string {
  const id = client.id === undefined ? "" : ` ${escapeMarkdown(client.id)}`;
  const open =
    unknown.length === 0
      ? []
      : [
          `- not known before the update: ${unknown.map((name) => escapeMarkdown(name)).join(", ")}`,
        ];
  return [
    `**${capital(severity)}:** ${escapeMarkdown(client.name)} (${KINDS[kind]})${id}`,
    "",
    ...findings.map(findingLine),
    ...open,
  ].join("\n");
}

function findingLine({ id, severity, sentence, details: further }: Finding): string {
  const lines = further.map((detail) => `  - ${escapeMarkdown(detail)}`);
  return [`- ${severity}: ${escapeMarkdown(sentence)}. ${MEANINGS[id].why}`, ...lines].join("\n");
}
