import { create } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces";
import type { CheckResult } from "../check-result.ts";
import { type SmokeReport, unsuccessful } from "../report.ts";
import { mapTexts } from "../visible.ts";

/** What becomes a test case: a check, or an early end of the run that no check explains. */
type Case = Pick<CheckResult, "outcome" | "reason" | "advice" | "durationMs" | "evidence"> & {
  readonly name: string;
};

/**
 * JUnit XML: a suite for each app, a case for each check. `visibleIn` has taken tabs and
 * line breaks out of the texts, which a reader of XML would normalize in attributes.
 */
export function renderJunit(reports: readonly SmokeReport[]): string {
  // The builder takes `&name;` for an entity that is there already.
  const escaped = mapTexts(reports, (text) => text.replaceAll("&", "&amp;"));
  const document = create({ version: "1.0", encoding: "UTF-8" });
  const suites = (escaped as readonly SmokeReport[]).map((report) => ({
    report,
    cases: casesOf(report),
  }));
  const root = document.ele("testsuites", {
    name: "stytch-smoke",
    ...counts(
      suites.flatMap(({ cases }) => cases),
      reports.reduce((sum, { durationMs }) => sum + durationMs, 0),
    ),
  });
  for (const { report, cases } of suites) addSuite(root, report, cases);
  return `${document.end({ prettyPrint: true })}\n`;
}

function casesOf({ checks, stopped }: SmokeReport): Case[] {
  const cases = checks.map(({ id, title, ...rest }) => ({ ...rest, name: `${id}: ${title}` }));
  if (stopped === undefined || unsuccessful({ checks }).length > 0) return cases;
  const advice = "Run the smoke test again.";
  const end = { outcome: "inconclusive", reason: stopped, advice, durationMs: 0 } as const;
  return [...cases, { ...end, name: "the run goes to its end", evidence: {} }];
}

function addSuite(root: XMLBuilder, report: SmokeReport, cases: readonly Case[]): void {
  const { app, project, cleanup } = report;
  const suite = root.ele("testsuite", {
    name: app.name,
    ...counts(cases, report.durationMs),
    timestamp: report.startedAt,
  });
  const properties = suite.ele("properties");
  const { clientId, clientType } = app;
  for (const [name, value] of Object.entries({ clientId, clientType, ...project })) {
    if (value !== undefined) properties.ele("property", { name, value });
  }
  for (const one of cases) addCase(suite, app.name, one);
  const notes = [
    ...cleanup.notDone.map(({ what, reason }) => `not cleaned up: ${what}: ${reason}`),
    ...cleanup.left.map((what) => `left alone: ${what}`),
  ];
  if (notes.length > 0) suite.ele("system-err").txt(notes.join("\n"));
}

function addCase(suite: XMLBuilder, classname: string, one: Case): void {
  const { name, outcome, reason: message = "", advice = "", evidence } = one;
  const element = suite.ele("testcase", { classname, name, time: seconds(one.durationMs) });
  if (outcome === "skipped") {
    element.ele("skipped", { message });
    return;
  }
  if (outcome === "failed") element.ele("failure", { message, type: outcome }).txt(advice);
  if (outcome === "inconclusive") element.ele("error", { message, type: outcome }).txt(advice);
  element.ele("system-out").txt(JSON.stringify(evidence));
}

function counts(cases: readonly Case[], durationMs: number): Record<string, string> {
  const count = (wanted: Case["outcome"]) =>
    String(cases.filter(({ outcome }) => outcome === wanted).length);
  return {
    tests: String(cases.length),
    failures: count("failed"),
    errors: count("inconclusive"),
    skipped: count("skipped"),
    time: seconds(durationMs),
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
