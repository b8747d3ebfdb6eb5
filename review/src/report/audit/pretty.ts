import { styleText } from "node:util";
import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import type { Audit } from "../../audit/audit.ts";
import type { FormatOptions } from "../format.ts";
import { label, type Paint } from "../paint.ts";
import { exemptionText, moreText } from "../words.ts";
import {
  auditSummary,
  clientsToSee,
  type Entry,
  entriesOf,
  serverLines,
  sinceText,
} from "./words.ts";

const MOST_CLIENTS = 50;
const MOST_ENTRIES = 5;
const LONGEST = 160;

/** For a terminal: the worst first, each client with what is said of it. */
export function renderAuditPretty(
  audit: Audit,
  { isColoured, isTerminal = false }: FormatOptions,
): string {
  const paint: Paint = (style, text) =>
    isColoured ? styleText(style, text, { validateStream: false }) : text;
  const fitted = (text: string) => (isTerminal ? short(text) : text);
  const lineOf = (name: string, entry: Entry) => `${name}: ${fitted(textOf(entry))}`;
  const clients = clientsToSee(audit);
  const since = sinceText(audit);
  const lines = [
    ...entriesOf(audit).map(
      (entry) => `${label(entry.severity, paint)}${lineOf("project", entry)}`,
    ),
    ...clients.slice(0, MOST_CLIENTS).flatMap((client) => {
      const entries = entriesOf(client).filter(({ isSettled }) => !isSettled);
      const [worst, ...further] = entries;
      if (worst === undefined) return [];
      const shown = further.slice(0, MOST_ENTRIES - 1);
      const left = further.length - shown.length;
      const name = `${paint("bold", visible(client.title))} (${visible(client.client.id ?? client.owner)})`;
      return [
        `${label(worst.severity, paint)}${lineOf(name, worst)}`,
        ...shown.map((entry) => `  ${label(entry.severity, paint)}${fitted(textOf(entry))}`),
        ...(left > 0 ? [`  ${moreText(left, "finding")}`] : []),
      ];
    }),
    ...(clients.length > MOST_CLIENTS ? [moreText(clients.length - MOST_CLIENTS, "client")] : []),
    ...audit.exemptions.map((exemption) => `exempted  ${exemptionText(exemption)}`),
    ...serverLines(audit).map(([name, value]) => paint("gray", `${name}: ${value}`)),
    ...audit.notes.map((note) => paint("yellow", `note      ${visible(note)}`)),
    ...(since === undefined ? [] : [since]),
    `${audit.projectId}: ${auditSummary(audit)}.`,
  ];
  return `${lines.join("\n")}\n`;
}

function textOf({ text, details }: Entry): string {
  return [text, ...details].join(": ");
}

/** A policy says why and what to do, too; for that a terminal has no room. */
function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
