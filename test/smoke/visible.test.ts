import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { convert } from "xmlbuilder2";
import { REPORT_FORMATS, renderReports, type SmokeReport } from "../../smoke/src/index.ts";
import { createProgress } from "../../smoke/src/report/progress.ts";
import { visible } from "../../smoke/src/visible.ts";
import { checkProperty } from "../_property.ts";
import { environmentOf, outputsOf, runCli } from "./_cli.ts";
import { openScene, smoke } from "./_harness.ts";
import { refuseCodes } from "./_wire.ts";

/** Pieces that act on terminals, on readers and on what reads logs. */
const ACTIVE = [
  ...[
    "\u001b[2J",
    "\u001b]0;title\u0007",
    "\u009b31m",
    "\u0000",
    "\b",
    "\u007f",
    "\r",
    "\n",
    "\r\n",
  ],
  ...["\u2028", "\u2029", "\u0085", "\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\ufeff"],
  ...["\u00ad", "\u{e0041}", "\ud800", "\udc00", "\uffff", "\u3164", "\t", "\v", "\f"],
  ...["::error::", "::add-mask::x", "::stop-commands::t", "##[error]", "##vso[task.x]", ":", "#"],
  ...["##teamcity[x]", "]]>", "</failure>", '"', "&", "<img src=x>", "![a](//b)", "|", "`", "%0A"],
  ...["\u00a0", "\u3000", "plain", " "],
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...ACTIVE), fc.string({ unit: "binary", maxLength: 3 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(""));

/** What no line of any report may hold, our own escapes for colour aside. */
const FORBIDDEN =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|##(?:vso|teamcity)?\[/u;

function expectHarmless(text: string): void {
  for (const line of text.split("\n")) {
    expect(line).not.toMatch(FORBIDDEN);
    expect(line).not.toMatch(/^\s*::/);
  }
}

const reportWith = (text: string): SmokeReport => ({
  outcome: "failed",
  stopped: text,
  startedAt: "2026-03-01T12:00:00.000Z",
  durationMs: 1,
  requests: 1,
  app: { name: text, clientId: text, clientType: text },
  project: { projectId: text, apiUrl: text, vertical: "b2b" },
  checks: (["failed", "inconclusive", "skipped", "passed"] as const).map((outcome) => ({
    ...({ id: "token", title: "A title", outcome, durationMs: 1 } as const),
    ...(outcome === "passed" ? {} : { reason: text, advice: text }),
    evidence: { [text]: text, list: [text] },
  })),
  cleanup: { done: [text], notDone: [{ what: text, reason: text }], left: [text] },
});

describe("visible()", () => {
  test("leaves what is plain as it is", () => {
    const plain = "POST /v1/x: 400 invalid_grant: it's [::1]:443, 100% ä 漢 \u{1f600} #1 a::b";
    expect(visible(plain)).toBe(plain);
  });

  test.for([
    ["\u001b[31mred", "\\u{1b}[31mred"],
    ["a\u0000b", "a\\u{0}b"],
    ["exe.\u202efdp", "exe.\\u{202e}fdp"],
    ["one\r\ntwo\tthree", "one two three"],
    ["::error::x", "\\u{3a}:error::x"],
    ["\n  ::add-mask::x", "   \\u{3a}:add-mask::x"],
    ["a ##[error]x", "a \\u{23}#[error]x"],
    ["###vso[x]", "#\\u{23}#vso[x]"],
    ["\ud800", "\\u{d800}"],
  ] as const)("writes %j as %j", ([text, expected]) => {
    expect(visible(text)).toBe(expected);
  });

  test("bounds what is too long", () => {
    expect(visible("a".repeat(5000))).toBe(`${"a".repeat(3999)}…`);
  });

  test("does the same twice as once", () => {
    checkProperty(
      fc.property(hostile, (text) => {
        expect(visible(visible(text))).toBe(visible(text));
        expectHarmless(visible(text));
      }),
    );
  });
});

describe("no report acts on a terminal or a log", () => {
  test.for(REPORT_FORMATS)("w/ %s", (format) => {
    checkProperty(
      fc.property(hostile, (text) => {
        const rendered = renderReports(format, [reportWith(text), reportWith(text)]);
        if (format !== "github") return expectHarmless(rendered);
        for (const line of rendered.trimEnd().split("\n")) {
          expect(line).toMatch(/^::(?:error|warning|notice) title=stytch-smoke%3A [^:]*::/);
          expect(line).not.toMatch(FORBIDDEN);
        }
      }),
    );
  });

  test("w/ junit is XML, w/ json JSON that says the same", () => {
    checkProperty(
      fc.property(hostile, (text) => {
        const xml = convert(renderReports("junit", [reportWith(text)]), { format: "json" });
        expect(xml).toContain('"testsuites"');
        const { reports } = JSON.parse(renderReports("json", [reportWith(text)]));
        expect(reports[0].app.name).toBe(visible(text));
      }),
    );
  });

  test("w/ markdown has as many lines and cells as w/ plain text", () => {
    const shape = (text: string) =>
      renderReports("markdown", [reportWith(text)])
        .split("\n")
        .map((line) => line.replaceAll("\\|", "").split("|").length);
    checkProperty(
      fc.property(hostile, (text) => {
        expect(shape(text)).toEqual(shape("plain"));
      }),
    );
  });

  test("while it runs", () => {
    checkProperty(
      fc.property(hostile, (text) => {
        let written = "";
        const progress = createProgress({ write: (more) => (written += more) }, false);
        const report = reportWith(text);
        progress.begin(text, text);
        for (const result of report.checks) progress.show({ type: "finished", result });
        progress.end(report);
        progress.total([report, report]);
        expectHarmless(written);
      }),
    );
  });
});

const HOSTILE = "::error::gotcha\n::add-mask::o\u001b]0;x\u0007\u202e\u0000##[group]";

describe("text of a hostile server", () => {
  test("is harmless in the report of a library call", async () => {
    const scene = await refuseCodes(await openScene(), HOSTILE);
    const report = await smoke(scene);
    expect(report.outcome).toBe("failed");
    const failed = report.checks.find(({ outcome }) => outcome === "failed");
    expect(failed?.reason).toContain("gotcha");
    expectHarmless(failed?.reason ?? "");
    expectHarmless(String(failed?.evidence.requestId));
  });

  test.for(REPORT_FORMATS)("is harmless in what the command writes w/ %s", async (format) => {
    const scene = await refuseCodes(await openScene(), HOSTILE);
    const { web } = outputsOf(scene);
    const args = ["--outputs", "-", "--all", "--temporary-subject", "--format", format];
    const { code, stdout, stderr } = await runCli(args, {
      env: environmentOf(scene),
      input: JSON.stringify({ [HOSTILE]: web }),
    });
    expect(code).toBe(1);
    expect(stdout).toContain("gotcha");
    const others = stdout.split("\n").filter((line) => !/^::\w+ title=stytch-smoke%3A/.test(line));
    expectHarmless(format === "github" ? others.join("\n") : stdout);
    expectHarmless(stderr);
  });

  test("is harmless in what the command complains of", async () => {
    const { code, stderr } = await runCli(["--format", HOSTILE.replaceAll("\0", "")]);
    expect(code).toBe(2);
    expectHarmless(stderr);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
