import { styleText } from "node:util";
import type { CheckResult } from "../check-result.ts";
import { countsOf, type SmokeReport, worstOutcome } from "../report.ts";
import { totalsText } from "../totals.ts";

type Style = Parameters<typeof styleText>[0];

/** Styles a text, or leaves it plain. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_style, text) => text;
/** The caller has decided that the stream supports colours. */
export const coloured: Paint = (style, text) => styleText(style, text, { validateStream: false });

const LOOK = {
  passed: { sign: "✓", style: "green" },
  failed: { sign: "✗", style: "red" },
  inconclusive: { sign: "?", style: "yellow" },
  skipped: { sign: "-", style: "gray" },
} as const;

const VERDICT = { passed: "green", failed: "red", stopped: "red", inconclusive: "yellow" } as const;

/** All reports as text for people. */
export function renderPretty(reports: readonly SmokeReport[], paint: Paint = plain): string {
  const parts = reports.map((report) =>
    [
      heading(report.app.name, report.app.clientId, paint),
      ...report.checks.map((check) => checkLines(check, paint)),
      summary(report, paint),
      "",
    ].join("\n"),
  );
  return [...parts, ...total(reports, paint)].join("\n");
}

/** A line about all apps, where there are several. */
export function total(reports: readonly SmokeReport[], paint: Paint): string[] {
  if (reports.length < 2) return [];
  const worst = worstOutcome(reports);
  return [`${paint(VERDICT[worst], worst)}: ${totalsText(reports)}\n`];
}

export function heading(name: string, clientId: string, paint: Paint): string {
  return paint("bold", name === clientId ? name : `${name} (${clientId})`);
}

/** A check: one line, or three for a failure. */
export function checkLines(check: CheckResult, paint: Paint): string {
  const { sign, style } = LOOK[check.outcome];
  const mark = `  ${paint(style, sign)} ${check.id}`;
  if (check.outcome === "skipped") return paint("gray", `  ${sign} ${check.id}: ${check.reason}`);
  const line = `${mark}: ${check.title} ${paint("gray", `(${check.durationMs} ms)`)}`;
  if (check.outcome === "passed") return line;
  return [line, `      ${paint(style, check.reason ?? "")}`, `      → ${check.advice}`].join("\n");
}

export function summary(report: SmokeReport, paint: Paint): string {
  const { outcome, stopped, cleanup, durationMs, requests } = report;
  const counts = countsOf(report);
  const verdict = paint(VERDICT[outcome], outcome);
  const warn = (text: string) => paint("yellow", text);
  return [
    `${verdict}: ${counts}; ${(durationMs / 1000).toFixed(1)} s, ${requests} requests`,
    ...(stopped === undefined ? [] : [warn(`stopped: ${stopped}`)]),
    ...cleanup.notDone.map(({ what, reason }) => warn(`not cleaned up: ${what}: ${reason}`)),
    ...cleanup.left.map((what) => `left alone: ${what}`),
  ].join("\n");
}
