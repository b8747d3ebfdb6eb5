import type { Audit, AuditedClient } from "../../audit/audit.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import { fit } from "../fit.ts";
import type { FormatOptions } from "../format.ts";
import { LONGEST_MARKDOWN } from "../markdown.ts";
import { exemptionText, moreText } from "../words.ts";
import {
  auditSummary,
  clientsToSee,
  type Entry,
  entriesOf,
  serverLines,
  sinceText,
} from "./words.ts";

const SHARES = {
  project: 8_000,
  rows: 15_000,
  exemptions: 4_000,
  notes: 4_000,
  server: 6_000,
} as const;

/** For an issue or a summary of a job: the worst first, one line a client; empty where there is nothing. */
export function renderAuditMarkdown(audit: Audit, { always }: FormatOptions): string {
  if (audit.severity === undefined && audit.notes.length === 0 && !always) return "";
  const clients = clientsToSee(audit);
  const since = sinceText(audit);
  const ofProject = entriesOf(audit).map(entryLine);
  const notes = audit.notes.map((note) => `- Note: ${escapeMarkdown(note)}`);
  const exemptions = audit.exemptions.map((one) => `- ${escapeMarkdown(exemptionText(one))}`);
  const server = serverLines(audit).map(([name, value]) => `- ${name}: ${escapeMarkdown(value)}`);
  const blocks = [
    headline(audit, clients),
    `${escapeMarkdown(audit.projectId)}, ${escapeMarkdown(audit.at)}: ${auditSummary(audit)}.`,
    since === undefined ? "" : `${escapeMarkdown(since)}.`,
    cut(ofProject, SHARES.project, "finding"),
    table(clients),
    exemptions.length === 0
      ? ""
      : `**Exemptions**\n\n${cut(exemptions, SHARES.exemptions, "exemption")}`,
    cut(notes, SHARES.notes, "note"),
    fold("The project", [cut(server, SHARES.server, "line")]),
  ].filter((block) => block !== "");
  const text = blocks.join("\n\n");
  const { shown, left } = fit(clients.map(sectionOf), LONGEST_MARKDOWN - text.length - 200);
  const more = left > 0 ? [`**The details of ${moreText(left, "client")} do not fit here.**`] : [];
  const details = shown.length > 0 ? [fold("Details", [...shown, ...more])] : [];
  return `${[text, ...details].join("\n\n")}\n`;
}

function headline(audit: Audit, [worst]: readonly AuditedClient[]): string {
  const [ofProject] = entriesOf(audit);
  if (ofProject !== undefined && ofProject.severity === audit.severity) {
    return `### ${capital(ofProject.severity)}: the project: ${escapeMarkdown(ofProject.text)}`;
  }
  const entry = worst === undefined ? undefined : entriesOf(worst)[0];
  if (worst === undefined || entry === undefined) return "### Nothing found";
  return `### ${capital(entry.severity)}: ${escapeMarkdown(worst.title)}: ${escapeMarkdown(entry.text)}`;
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function table(clients: readonly AuditedClient[]): string {
  if (clients.length === 0) return "";
  const { shown, left } = fit(clients.map(rowOf), SHARES.rows);
  return [
    "| Severity | Client | What was found | Who looks after it |",
    "| --- | --- | --- | --- |",
    ...shown,
    ...(left > 0 ? [`| | **${moreText(left, "client")}** | | |`] : []),
  ].join("\n");
}

function rowOf(client: AuditedClient): string {
  const entries = entriesOf(client).filter(({ isSettled }) => !isSettled);
  const further = entries.length > 1 ? ` (+${entries.length - 1})` : "";
  const cells = [client.title, entries[0]?.text ?? ""].map((text) => escapeMarkdown(text));
  return `| ${client.severity} | ${cells.join(" | ")}${further} | ${escapeMarkdown(client.owner)} |`;
}

function sectionOf(client: AuditedClient): string {
  const id = client.client.id === undefined ? "" : ` ${escapeMarkdown(client.client.id)}`;
  return [`**${escapeMarkdown(client.title)}**${id}`, "", ...entriesOf(client).map(entryLine)].join(
    "\n",
  );
}

function entryLine({ severity, text, id, details, note }: Entry): string {
  const lines = [...details, note].map((detail) => `  - ${escapeMarkdown(detail)}`);
  return [`- ${severity}: ${escapeMarkdown(text)} (${escapeMarkdown(id)})`, ...lines].join("\n");
}

function cut(lines: readonly string[], characters: number, noun: string): string {
  const { shown, left } = fit(lines, characters);
  return [...shown, ...(left > 0 ? [`- **${moreText(left, noun)}**`] : [])].join("\n");
}

function fold(title: string, blocks: readonly string[]): string {
  return [`<details><summary>${title}</summary>`, ...blocks, "</details>"].join("\n\n");
}
