import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import { create } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces";
import { isAtLeast, type Severity } from "../severities/index.ts";
import { type Entry, ruleText } from "./entries.ts";
import { hostPlace } from "./host-place.ts";
import type { HostFormatter, HostReport } from "./host-report.ts";
import { nameOf } from "./words.ts";

type Outcome = "passed" | "failed" | "error" | "skipped";

interface Case {
  readonly outcome: Outcome;
  readonly name: string;
  readonly text: string;
  readonly place?: string;
}

const TOOL = "stytch-review";

/**
 * JUnit XML: a suite for each client, a case for each finding. One that is less severe than `failOn` passes;
 * one that was there before, or that an exemption settles, is skipped, and so is what could not be looked at.
 * A preview that failed is an error.
 */
export const renderJunit: HostFormatter = (report, { always, folder, failOn = "low" }) => {
  const entries = report.entries({ always });
  const suites = suitesOf(report, entries, { folder, failOn });
  const document = create({ version: "1.0", encoding: "UTF-8" });
  const { skipped: _, ...counts } = countsOf(suites.flatMap(([, cases]) => cases));
  const root = document.ele("testsuites", { name: TOOL, ...counts });
  for (const [name, cases] of suites) addSuite(root, name, cases);
  return `${document.end({ prettyPrint: true })}\n`;
};

type Suite = readonly [name: string, cases: readonly Case[]];

function suitesOf(
  report: HostReport,
  entries: readonly Entry[],
  options: { readonly folder: string | undefined; readonly failOn: Severity },
): Suite[] {
  const own: Case[] = [
    { outcome: "passed", name: report.done, text: report.summary },
    ...report.problems.map((problem): Case => {
      return { outcome: "error", name: "the preview succeeds", text: visible(problem) };
    }),
    ...report.notes.map((note): Case => {
      return { outcome: "skipped", name: "everything is looked at", text: visible(note) };
    }),
  ];
  const byClient = Map.groupBy(entries, ({ client }) => client?.urn);
  return [
    [TOOL, own],
    ...[...byClient.values()].map((ofClient): Suite => {
      const client = ofClient[0]?.client;
      const name = client === undefined ? "all clients" : nameOf(client);
      return [name, ofClient.map((entry) => caseOf(entry, options))];
    }),
  ];
}

function caseOf(
  entry: Entry,
  { folder, failOn }: { readonly folder: string | undefined; readonly failOn: Severity },
): Case {
  const { rule, severity, client, text, details, isOld, settledBy } = entry;
  const settled = isOld ? "found before this change" : settledBy;
  const { file, line } = hostPlace(client, folder);
  const outcome = isAtLeast(severity, failOn) ? "failed" : "passed";
  const lines = [text, ...details].map(visible);
  return {
    outcome: settled === undefined ? outcome : "skipped",
    name: `${severity}: ${ruleText(rule).title}`,
    text: settled === undefined ? lines.join("; ") : `${settled}: ${lines.join("; ")}`,
    place: `${file}:${line}`,
  };
}

function addSuite(root: XMLBuilder, name: string, cases: readonly Case[]): void {
  const suite = root.ele("testsuite", { name: escaped(name), ...countsOf(cases) });
  for (const { outcome, name: title, text, place } of cases) {
    const element = suite.ele("testcase", {
      classname: escaped(name),
      name: title,
      time: "0",
    });
    const body = place === undefined ? text : `${place}: ${text}`;
    if (outcome === "skipped") element.ele("skipped").txt(escaped(text));
    else if (outcome === "passed") element.ele("system-out").txt(escaped(body));
    else {
      const kind = outcome === "failed" ? "failure" : "error";
      element.ele(kind, { message: escaped(text), type: title }).txt(escaped(body));
    }
  }
}

/** The builder takes `&name;` for an entity that is there already. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;");
}

function countsOf(cases: readonly Case[]): Record<string, string> {
  const count = (wanted: Outcome) =>
    String(cases.filter(({ outcome }) => outcome === wanted).length);
  return {
    tests: String(cases.length),
    failures: count("failed"),
    errors: count("error"),
    skipped: count("skipped"),
    time: "0",
  };
}
