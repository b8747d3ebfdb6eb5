import { describe, expect, it } from "vitest";
import { FORMATTERS, type FormatOptions } from "../../../review/src/report/index.ts";
import type { Report } from "../../../review/src/report.ts";
import { changeOf, clientWith } from "../_changes.ts";
import { CORPUS } from "../_corpus.ts";
import { previewOf } from "../_forms.ts";
import { oneAmongTwelve, reportOf } from "../_reports.ts";
import { reviewPreview } from "../_review.ts";
import { checkJunit, exampleReport, OPTIONS, readCodeQuality } from "./_host-formats.ts";

const annotationsOf = (report: Report, options: Partial<FormatOptions> = {}) =>
  FORMATTERS.github(report, { ...OPTIONS, ...options })
    .split("\n")
    .slice(0, -1);

/** New clients, each with findings of several severities. */
const manyNew = (count: number) =>
  reportOf(
    Array.from({ length: count }, (_, at) =>
      changeOf(
        undefined,
        clientWith({
          redirectUrls: [`https://*.site-${at}.example/callback`],
          accessTokenExpiryMinutes: 600,
        }),
        { name: `client-${at}`, kind: "create" },
      ),
    ),
  );

const cosmetic = () => reportOf(oneAmongTwelve().slice(0, 3));

describe("annotations of GitHub", () => {
  it("say what is severe as an error, at the line of the program", () => {
    const [first] = annotationsOf(exampleReport(), { folder: "infra" });
    expect(first).toMatch(
      /^::error file=infra\/src\/clients\.ts,line=12,col=3,title=web-shop%3A [^,:]+ \(critical\)::\S/,
    );
  });

  it("leave out what was there before, and what is exempted", () => {
    const text = annotationsOf(exampleReport()).join("\n");
    expect(text).toContain("redirectUrls[0] is insecure");
    expect(text.match(/redirectUrls\[0\] is insecure/g)).toHaveLength(1);
  });

  it("say nothing of cosmetics, unless they are asked for", () => {
    expect(annotationsOf(cosmetic())).toEqual([]);
    const always = annotationsOf(cosmetic(), { always: true });
    expect(always).toHaveLength(4);
    for (const line of always) expect(line).toMatch(/^::notice /);
  });

  it("are at most ten of a kind, and the last says how many more there are", () => {
    const lines = annotationsOf(manyNew(15));
    for (const kind of ["error", "warning", "notice"]) {
      expect(lines.filter((line) => line.startsWith(`::${kind} `)).length).toBeLessThanOrEqual(10);
    }
    const errors = lines.filter((line) => line.startsWith("::error "));
    expect(errors).toHaveLength(10);
    expect(errors.at(-1)).toMatch(/::\d+ more findings of this kind$/);
  });

  it("say that the preview failed", () => {
    const [first] = annotationsOf(reportOf([], { problems: ["50% of it\n::error::no"] }));
    expect(first).toBe("::error title=stytch-review::The preview failed: 50%25 of it ::error::no");
  });
});

describe("a code quality report for GitLab", () => {
  const issuesOf = (report: Report, options: Partial<FormatOptions> = {}) =>
    readCodeQuality(FORMATTERS.gitlab(report, { ...OPTIONS, ...options }));

  it.each([
    ["description", ""],
    ["severity", "high"],
    ["fingerprint", undefined],
    ["location", { path: "./index.ts", lines: { begin: 1 } }],
    ["location", { path: "index.ts", lines: { begin: 0 } }],
  ])("is refused by the schema with another %s: %j", (name, value) => {
    const [issue] = issuesOf(exampleReport());
    const other = JSON.stringify([{ ...issue, [name]: value }]);
    expect(() => readCodeQuality(other)).toThrow(name);
  });

  it("has an issue for each open finding, worst first, at its line", () => {
    const issues = issuesOf(exampleReport(), { folder: "infra" });
    expect(issues.map((issue) => [issue.check_name, issue.severity])).toEqual([
      ["redirect-lookalike", "blocker"],
      ["connected-app-redirect-https", "critical"],
    ]);
    expect(issues[0]?.location).toEqual({
      path: "infra/src/clients.ts",
      lines: { begin: 12 },
    });
  });

  it("is by its schema for every change of the corpus, each with a fingerprint of its own", () => {
    const report = reviewPreview(previewOf(CORPUS, "plugin"));
    const prints = issuesOf(report, { always: true }).map(({ fingerprint }) => fingerprint);
    expect(prints.length).toBeGreaterThan(CORPUS.length);
    expect(new Set(prints).size).toBe(prints.length);
  });

  it("is an empty list for cosmetics, which count only when they are asked for", () => {
    expect(issuesOf(cosmetic())).toEqual([]);
    expect(issuesOf(cosmetic(), { always: true }).map(({ severity }) => severity)).toEqual([
      "info",
      "info",
      "info",
    ]);
  });

  it("has no two issues with one fingerprint", () => {
    const prints = issuesOf(manyNew(15)).map(({ fingerprint }) => fingerprint);
    expect(prints.length).toBeGreaterThan(30);
    expect(new Set(prints).size).toBe(prints.length);
  });
});

describe("JUnit", () => {
  const junitOf = (report: Report, options: Partial<FormatOptions> = {}) =>
    checkJunit(FORMATTERS.junit(report, { ...OPTIONS, ...options }));
  const countsOf = (report: Report, options: Partial<FormatOptions> = {}) => {
    const { root } = junitOf(report, options);
    return ["tests", "failures", "errors"].map((name) => Number(root.attr(name)?.value));
  };

  it.each<[string, Report, number[]]>([
    ["no change", reportOf([]), [1, 0, 0]],
    ["cosmetics", cosmetic(), [1, 0, 0]],
    ["a preview that failed", reportOf([], { problems: ["no network"] }), [2, 0, 1]],
    ["a dangerous change, and policies", exampleReport(), [5, 2, 0]],
  ])("counts cases, failures and errors: %s", (_title, report, counts) => {
    expect(countsOf(report)).toEqual(counts);
  });

  it("is by the schema for every change of the corpus", () => {
    const document = junitOf(reviewPreview(previewOf(CORPUS, "dynamic")), { always: true });
    expect(document.find("//failure").length).toBeGreaterThan(100);
  });

  it("has a failure for what is at least as severe as the option says", () => {
    expect(countsOf(exampleReport(), { failOn: "critical" })).toEqual([5, 1, 0]);
  });

  it("skips what was there before, and what is exempted", () => {
    const skipped = junitOf(exampleReport()).find("//skipped");
    expect(skipped.map((node) => node.content)).toEqual([
      expect.stringMatching(/^exempted by /),
      expect.stringMatching(/^found before this change: /),
    ]);
  });

  it("is refused by the schema where a case has no name", () => {
    const text = FORMATTERS.junit(exampleReport(), OPTIONS);
    expect(() => checkJunit(text.replace(/(<testcase [^>]*?)\bname="[^"]*"/, "$1"))).toThrow();
  });
});
