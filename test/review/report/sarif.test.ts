import type { Log, Result } from "sarif";
import { describe, expect, it } from "vitest";
import { FORMATTERS, type FormatOptions } from "../../../review/src/report/index.ts";
import type { Report } from "../../../review/src/report.ts";
import { CORPUS } from "../_corpus.ts";
import { previewOf } from "../_forms.ts";
import { changeWithText, oneAmongTwelve, reportOf } from "../_reports.ts";
import { reviewPreview } from "../_review.ts";
import { exampleReport, OPTIONS, policyFinding, sarifProblems } from "./_host-formats.ts";

function logOf(report: Report, options: Partial<FormatOptions> = {}): Log {
  return JSON.parse(FORMATTERS.sarif(report, { ...OPTIONS, ...options })) as Log;
}

function resultsOf(report: Report, options: Partial<FormatOptions> = {}): Result[] {
  return logOf(report, options).runs[0]?.results ?? [];
}

const placesOf = (results: Result[]) =>
  results.map(({ locations }) => locations?.[0]?.physicalLocation);

describe("a SARIF log", () => {
  it.each<[string, Report, Partial<FormatOptions>]>([
    ["one dangerous change", exampleReport(), {}],
    ["cosmetics too", exampleReport(), { always: true, folder: "infra", version: "1.2.3" }],
    ["every change of the corpus", reviewPreview(previewOf(CORPUS, "dynamic")), { always: true }],
    ["no change", reportOf([]), {}],
    ["a preview that failed", reportOf([], { problems: ["no network"], notes: ["a note"] }), {}],
  ])("is valid: %s", (_title, report, options) => {
    expect(sarifProblems(logOf(report, options))).toEqual([]);
  });

  it("is not valid without its version", () => {
    const { version: _, ...rest } = logOf(exampleReport());
    expect(sarifProblems(rest)).not.toEqual([]);
  });

  it("names the worst first, at the line of the program from the top of the repository", () => {
    const [worst] = resultsOf(exampleReport(), { folder: "infra/clients" });
    expect(worst).toMatchObject({ ruleId: "redirect-lookalike", level: "error" });
    expect(worst?.message.text).toMatch(/^web-shop: /);
    expect(worst?.locations).toMatchObject([
      {
        physicalLocation: {
          artifactLocation: { uri: "infra/clients/src/clients.ts", uriBaseId: "%SRCROOT%" },
          region: { startLine: 12, startColumn: 3 },
        },
        logicalLocations: [{ name: "web-shop" }],
      },
    ]);
  });

  it("shows what has no line at the file of the project", () => {
    const [result] = resultsOf(reportOf(oneAmongTwelve()), { folder: "infra" });
    expect(placesOf(result === undefined ? [] : [result])).toEqual([
      {
        artifactLocation: { uri: "infra/Pulumi.yaml", uriBaseId: "%SRCROOT%" },
        region: { startLine: 1 },
      },
    ]);
  });

  it("describes each rule that it uses once, with a score", () => {
    const log = logOf(exampleReport(), { always: true });
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    const results = log.runs[0]?.results ?? [];
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(3);
    for (const { ruleId = "", ruleIndex = -1 } of results) {
      expect(ids[ruleIndex]).toBe(ruleId);
    }
    expect(rules[0]).toMatchObject({ properties: { "security-severity": "9.5" } });
  });

  it("tells what is new from what was there, and suppresses what is exempted or corrected", () => {
    const { policy, ...report } = exampleReport();
    const corrected = policyFinding({ rule: "connected-app-custom-audience", level: "remediate" });
    const results = resultsOf({
      ...report,
      policy: { ...policy, new: [...policy.new, corrected] },
    });
    const states = results.map(({ ruleId, baselineState, suppressions }) => [
      ruleId,
      baselineState,
      suppressions?.length,
    ]);
    expect(states).toEqual([
      ["redirect-lookalike", "new", 0],
      ["connected-app-redirect-https", "new", 0],
      ["connected-app-live-protected", "new", 1],
      ["connected-app-custom-audience", "new", 1],
      ["connected-app-logo-https", "unchanged", 0],
    ]);
  });

  it("keeps fingerprints when a line moves, and has no two equal ones", () => {
    const prints = (report: Report) =>
      resultsOf(report, { always: true }).map(({ partialFingerprints }) =>
        JSON.stringify(partialFingerprints),
      );
    const before = prints(exampleReport());
    expect(prints(exampleReport(99))).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
    expect(before.length).toBeGreaterThan(10);
  });

  it("holds no link of someone else", () => {
    const results = resultsOf(reportOf([changeWithText("[here](https://evil.example)")]));
    const texts = results.map(({ message }) => message.text ?? "");
    expect(texts.some((text) => text.includes("\\[here\\]("))).toBe(true);
    for (const text of texts) expect(text).not.toMatch(/(?<!\\)\]\(/);
  });
});
