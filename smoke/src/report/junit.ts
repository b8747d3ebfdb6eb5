import type { CheckResult } from "../check-result.ts";
import { countOf, type SmokeReport } from "../report.ts";

/** JUnit XML: a suite for each app, a case for each check. */
export function renderJunit(reports: readonly SmokeReport[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="stytch-smoke">',
    ...reports.flatMap(suite),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(report: SmokeReport): string[] {
  const { app, checks, cleanup } = report;
  const head = attributes({
    name: app.name,
    tests: checks.length,
    failures: countOf(report, "failed"),
    errors: countOf(report, "inconclusive"),
    skipped: countOf(report, "skipped"),
    time: seconds(report.durationMs),
    timestamp: report.startedAt,
  });
  const notes = [
    ...cleanup.notDone.map(({ what, reason }) => `not cleaned up: ${what}: ${reason}`),
    ...cleanup.left.map((what) => `left alone: ${what}`),
  ];
  return [
    `  <testsuite${head}>`,
    ...checks.flatMap((check) => testCase(app.name, check)),
    ...(notes.length > 0 ? [`    <system-err>${escapeXml(notes.join("\n"))}</system-err>`] : []),
    "  </testsuite>",
  ];
}

function testCase(app: string, check: CheckResult): string[] {
  const { id, title, outcome, durationMs, reason = "", advice = "", evidence } = check;
  const head = attributes({ classname: app, name: `${id}: ${title}`, time: seconds(durationMs) });
  if (outcome === "skipped") {
    return [
      `    <testcase${head}>`,
      `      <skipped${attributes({ message: reason })}/>`,
      "    </testcase>",
    ];
  }
  const element = outcome === "failed" ? "failure" : "error";
  const problem = `      <${element}${attributes({ message: reason })}>${escapeXml(advice)}</${element}>`;
  return [
    `    <testcase${head}>`,
    ...(outcome === "passed" ? [] : [problem]),
    `      <system-out>${escapeXml(JSON.stringify(evidence))}</system-out>`,
    "    </testcase>",
  ];
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

function escapeXml(text: string): string {
  // Characters that XML 1.0 cannot hold in any form are dropped.
  const allowed = text.replace(
    /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu,
    "",
  );
  return allowed.replace(/[&<>"\n]/g, (character) => ENTITIES[character] ?? "");
}
