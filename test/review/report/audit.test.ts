import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { AUDIT_FORMATS, renderAudit } from "../../../review/src/report/audit/index.ts";
import { LONGEST_MARKDOWN } from "../../../review/src/report/markdown.ts";
import { appWith, auditOf, auditWithText, manyApps } from "../_audit.ts";

const OPTIONS = { always: false, isColoured: false };

const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "</details><script>alert(1)</script>",
  "| a | b |",
  "[click](https://evil.example)",
  "@everyone ::error::x",
  "\u001b[31mred\u001b[0m",
  "\u202egnp.exe",
  "line\nbreak",
];

/** Ends colours, and turns the direction of text. */
const HIDDEN = ["\u001b", "\u202e"];

const tagsOf = (html: string) => new Set(html.match(/<\/?[a-z]+/g));

const render = (text: string) =>
  micromark(text, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });

describe("an audit in Markdown", () => {
  it("names the worst first, and has one line for each client", async () => {
    const apps = [
      appWith({ clientName: "good" }, 1),
      appWith({ clientName: "bad", redirectUrls: ["http://plain.example/cb"] }, 2),
    ];
    const text = await renderAudit(auditOf(apps), "markdown", OPTIONS);
    expect(text).toMatch(/^### Critical: bad: redirectUrls/);
    expect(text.match(/^\| (critical|medium) \| (good|bad) \|/gm)).toHaveLength(2);
  });

  it("fits into a comment, and says what is cut", async () => {
    const text = await renderAudit(auditOf(manyApps(3000)), "markdown", OPTIONS);
    expect(text.length).toBeLessThanOrEqual(LONGEST_MARKDOWN);
    expect(text).toMatch(/\d+ more clients/);
    expect(text).toMatch(/The details of \d+ more clients do not fit here/);
  });

  it("fits into a comment however long its texts are", async () => {
    const long = "@<|".repeat(2000);
    const text = await renderAudit(auditWithText(long), "markdown", OPTIONS);
    expect(text.length).toBeLessThanOrEqual(LONGEST_MARKDOWN);
  });

  it.each(HOSTILE)("takes %j for text", async (text) => {
    const markdown = await renderAudit(auditWithText(text), "markdown", OPTIONS);
    const plain = await renderAudit(auditWithText("plain"), "markdown", OPTIONS);
    expect(tagsOf(render(markdown))).toEqual(tagsOf(render(plain)));
    for (const hidden of HIDDEN) expect(markdown).not.toContain(hidden);
  });
});

describe("an audit for a terminal", () => {
  it("has the project, then the clients, worst first, and ends with the sum", async () => {
    const apps = manyApps(200);
    const text = await renderAudit(auditOf(apps), "pretty", OPTIONS);
    const lines = text.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^critical {2}Client \d+ \(connected-app-test-/);
    expect(text).toContain("150 more clients");
    expect(lines.at(-1)).toMatch(
      /: 200 clients, 200 of no stack; findings: 200 medium; policies: 2 critical\.$/,
    );
  });

  it.each(HOSTILE)("shows %j on one line", async (text) => {
    const pretty = await renderAudit(auditWithText(text), "pretty", OPTIONS);
    const plain = await renderAudit(auditWithText("plain"), "pretty", OPTIONS);
    for (const hidden of HIDDEN) expect(pretty).not.toContain(hidden);
    expect(pretty.split("\n").length).toBeLessThan(plain.split("\n").length + 12);
  });
});

describe("every format", () => {
  it.each(AUDIT_FORMATS)("%s can write an audit, hostile texts too", async (format) => {
    for (const text of HOSTILE) {
      const written = await renderAudit(auditWithText(text), format, OPTIONS);
      expect(written.length).toBeGreaterThan(100);
      expect(written).not.toContain("\u202e");
    }
  });
});
