import { styleText } from "node:util";
import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import type { Report, ReviewedClient } from "../report.ts";
import { isAtLeast } from "../severities/index.ts";
import type { Formatter } from "./format.ts";
import { label, type Paint, STYLES, type Style } from "./paint.ts";
import {
  exemptionText,
  isSilent,
  KINDS,
  moreText,
  nameOf,
  partsOf,
  placeText,
  policyText,
  summaryText,
  worstSentence,
} from "./words.ts";

const MOST_CLIENTS = 50;
const MOST_FURTHER = 4;
const MOST_POLICIES = 20;
const LONGEST_POLICY = 120;

/** For a terminal: a line for each client, worst first, and below it what else is true of it. */
export const renderPretty: Formatter = (report, { isColoured, always, isTerminal = false }) => {
  const paint = (style: Style, text: string) =>
    isColoured ? styleText(style, text, { validateStream: false }) : text;
  const { serious, cosmetic } = partsOf(report);
  const summary =
    report.clients.length === 0 ? "No Connected App changes." : `${summaryText(report)}.`;
  if (isSilent(report) && !always) {
    const only = cosmetic.length > 0 ? " Only cosmetics." : "";
    return `${summary}${only}\n`;
  }
  const shown = serious.slice(0, MOST_CLIENTS);
  const lines = [
    ...report.problems.map((problem) => paint("red", `The preview failed: ${visible(problem)}`)),
    ...shown.flatMap((client) => clientLines(client, paint)),
    ...(serious.length > shown.length ? [moreText(serious.length - shown.length, "client")] : []),
    ...cosmeticLine(cosmetic, always),
    ...policyLines(report, paint, isTerminal ? short : whole),
    ...report.exemptions.map((exemption) => `exempted  ${exemptionText(exemption)}`),
    ...report.notes.map((note) => paint("yellow", `note      ${visible(note)}`)),
    summary,
  ];
  return `${lines.join("\n")}\n`;
};

function clientLines(client: ReviewedClient, paint: Paint): string[] {
  const { findings, severity } = client;
  const place = placeText(client.client.place);
  const where = place === undefined ? "" : paint("gray", `  ${place}`);
  const name = paint("bold", nameOf(client.client));
  const first = `${label(severity, paint)}${name} (${KINDS[client.kind]}): ${worstSentence(client)}${where}`;
  const further = findings.slice(1).filter((one) => isAtLeast(one.severity, "low"));
  const shown = further.slice(0, MOST_FURTHER);
  return [
    first,
    ...shown.map((one) => `  ${label(one.severity, paint)}${visible(one.sentence)}`),
    ...(further.length > shown.length
      ? [`  ${moreText(further.length - shown.length, "finding")}`]
      : []),
  ];
}

function cosmeticLine(clients: readonly ReviewedClient[], always: boolean): string[] {
  if (clients.length === 0) return [];
  const names = clients.slice(0, always ? MOST_CLIENTS : 5).map(({ client }) => nameOf(client));
  const left = clients.length - names.length;
  return [`cosmetic  ${names.join(", ")}${left > 0 ? ` and ${moreText(left, "client")}` : ""}`];
}

function whole(text: string): string {
  return text;
}

/** A rule says why and what to do, too; for that a terminal has no room. */
function short(text: string): string {
  const end = text.lastIndexOf(" (");
  const isLong = end > LONGEST_POLICY;
  return isLong ? `${text.slice(0, LONGEST_POLICY)}…${text.slice(end)}` : text;
}

function policyLines({ policy }: Report, paint: Paint, fitted: (text: string) => string): string[] {
  const shown = policy.new.slice(0, MOST_POLICIES);
  const left = policy.new.length - shown.length;
  return [
    ...shown.map(
      (finding) => `${paint(STYLES[finding.severity], "policy    ")}${fitted(policyText(finding))}`,
    ),
    ...(left > 0 ? [moreText(left, "policy finding")] : []),
    ...(policy.before.length > 0
      ? [`policy    ${policy.before.length} found before this change, and still there`]
      : []),
    ...(policy.resolved > 0 ? [`policy    ${policy.resolved} resolved by this change`] : []),
  ];
}
