import fc from "fast-check";
import { XmlElement } from "libxml2-wasm";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { visible } from "../../../provider/src/text/visible.ts";
import { FORMATTERS } from "../../../review/src/report/index.ts";
import type { Report } from "../../../review/src/report.ts";
import { checkProperty } from "../../_property.ts";
import { changeWithText, reportOf } from "../_reports.ts";
import {
  checkJunit,
  OPTIONS,
  policyFinding,
  readCodeQuality,
  sarifProblems,
} from "./_host-formats.ts";

/** What means something to a reader of one of the formats. */
const FRAGMENTS = [
  "\n::error file=a,line=1::owned",
  "\r\n::add-mask::x",
  "\u2028::stop-commands::t",
  "##[error]owned",
  "##vso[task.setvariable]x",
  "%0A::error::owned",
  "%25",
  ",title=owned,",
  ":",
  "\u001b]8;;https://evil.example\u0007here\u001b]8;;\u0007",
  "\u001b[2J",
  "\u202eevil",
  "\ud800",
  "\u0000",
  "\uffff",
  "]]>",
  "<!--",
  "-->",
  '"><testcase name="x"/>',
  "&amp;&#10;&xxe;",
  "</failure>",
  "[here](https://evil.example)",
  "[x]: https://evil.example",
  "\\](",
  "{0}",
  "<script>alert(1)</script>",
  "<details>",
  "```",
  "|",
  "@everyone",
  "=HYPERLINK(1)",
  "../../../etc/passwd",
  "/",
];

const texts = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: "binary", maxLength: 12 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(""));

/** Every text of it comes from someone else. */
function reportWith(text: string): Report {
  const change = changeWithText(text);
  const finding = policyFinding({ client: change.client, message: text, property: text });
  const report = reportOf([change], { problems: [text], notes: [text] });
  return {
    ...report,
    policy: {
      new: [finding],
      before: [{ ...finding, rule: "connected-app-logo-https" }],
      resolved: 0,
    },
  };
}

const HARMLESS = reportWith("harmless");

/** What a terminal, a log or an editor acts on. */
const ACTING = /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/u;

function everyText(data: unknown): string[] {
  if (typeof data === "string") return [data];
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => [key, ...everyText(value)]);
}

describe("whatever a program or a server calls things", () => {
  it("annotations of GitHub stay one command a line, with our properties", () => {
    checkProperty(
      fc.property(texts, (text) => {
        const written = FORMATTERS.github(reportWith(text), OPTIONS);
        expect(written).not.toMatch(ACTING);
        const lines = written.trimEnd().split("\n");
        for (const line of lines) {
          expect(line).toMatch(
            /^::(?:error|warning|notice) (?:file=[^,:]*,line=\d+,)?title=[^,:]*::[^\r\n]*$/,
          );
          expect(line).not.toMatch(/##\w*\[/);
        }
      }),
    );
  });

  it("SARIF stays valid, on visible lines, without a link of theirs", () => {
    checkProperty(
      fc.property(texts, (text) => {
        const log = JSON.parse(FORMATTERS.sarif(reportWith(text), OPTIONS)) as Log;
        expect(sarifProblems(log)).toEqual([]);
        for (const one of everyText(log)) expect(one).not.toMatch(ACTING);
        const [{ results = [], invocations: [invocation] = [] } = {}] = log.runs;
        const said = [...results, ...(invocation?.toolExecutionNotifications ?? [])];
        expect(said.length).toBeGreaterThan(4);
        for (const { message } of said) {
          expect(message.text?.replace(/\\[\\[\]]/g, "")).not.toContain("](");
        }
      }),
    );
  });

  it("a code quality report stays by its schema, on visible lines and within the repository", () => {
    checkProperty(
      fc.property(texts, (text) => {
        const issues = readCodeQuality(FORMATTERS.gitlab(reportWith(text), OPTIONS));
        expect(issues.length).toBeGreaterThan(0);
        for (const one of everyText(issues)) expect(one).toBe(visible(one));
      }),
    );
  });

  it("JUnit stays by its schema, with suites and cases of ours alone", () => {
    const shapeOf = (report: Report) =>
      checkJunit(FORMATTERS.junit(report, OPTIONS))
        .find("//testsuite | //failure | //error")
        .map((node) => (node instanceof XmlElement ? node.name : ""));
    const kinds = new Set(shapeOf(HARMLESS));
    checkProperty(
      fc.property(texts, (text) => {
        const written = FORMATTERS.junit(reportWith(text), OPTIONS);
        expect(written).not.toMatch(ACTING);
        const names = shapeOf(reportWith(text));
        expect(new Set(names)).toEqual(kinds);
        expect(names.filter((name) => name === "testsuite")).toHaveLength(2);
      }),
    );
  });
});
