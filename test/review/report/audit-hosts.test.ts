import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import type { Audit } from "../../../review/src/audit/audit.ts";
import { type AuditFormat, renderAudit } from "../../../review/src/report/audit/index.ts";
import type { FormatOptions } from "../../../review/src/report/index.ts";
import { appWith, auditOf } from "../_audit.ts";
import { checkJunit, OPTIONS, readCodeQuality, sarifProblems } from "./_host-formats.ts";

const SUMMARY = "2 clients, 2 of no stack; findings: 2 medium; policies: 1 critical";
const NOTE = "keys of the project cannot be read: no network";

/** Two clients of no stack, one of them with an unencrypted redirect; the keys cannot be read. */
const AUDIT = auditOf(
  [
    appWith({ clientName: "Good" }, 1),
    appWith({ clientName: "Bad", redirectUrls: ["http://plain.example/cb"] }, 2),
  ],
  { keys: { problem: "no network" } },
);

const written = async (format: AuditFormat, audit: Audit, options: Partial<FormatOptions> = {}) =>
  renderAudit(audit, format, { ...OPTIONS, ...options });

describe("an audit for a host", () => {
  it.each(["sarif", "github", "gitlab", "junit", "markdown", "html", "pretty"] as const)(
    "speaks in %s of what is, and of no change",
    async (format) => {
      const text = await written(format, AUDIT, { always: true });
      expect(text).toMatch(/Bad/);
      const said = text.replace(/<script>.*<\/script>/s, "");
      expect(said).not.toMatch(/chang|preview/i);
    },
  );

  it("sums up findings and policies as the text for a terminal does", async () => {
    expect(await written("pretty", AUDIT)).toContain(`${AUDIT.projectId}: ${SUMMARY}.`);
    expect(await written("github", AUDIT)).toContain(`${AUDIT.projectId}: ${SUMMARY}`);
    expect(await written("markdown", AUDIT)).toContain(SUMMARY);
    expect(await written("html", AUDIT)).toContain(SUMMARY);
  });

  it("is by the schema of each, and names clients that no stack holds as people do", async () => {
    const log = JSON.parse(await written("sarif", AUDIT)) as Log;
    expect(sarifProblems(log)).toEqual([]);
    expect(log.runs[0]?.results?.map(({ message }) => message.text?.split(": ")[0])).toEqual([
      ...["Bad", "Bad", "Good"],
    ]);
    const issues = readCodeQuality(await written("gitlab", AUDIT));
    expect(issues.map(({ description }) => description.split(": ")[0])).toEqual([
      ...["Bad", "Bad", "Good"],
    ]);
  });

  it("has a case in JUnit for the audit, for what was not looked at, and for each finding", async () => {
    const document = checkJunit(await written("junit", AUDIT));
    const [first] = document.find("//testsuite[1]/testcase");
    expect(first?.content).toContain(SUMMARY);
    expect(document.find("//skipped").map((node) => node.content)).toEqual([NOTE]);
    expect(document.find("//failure")).toHaveLength(3);
    const suites = document.find("//testsuite/@name").map((node) => node.content);
    expect(suites).toEqual(["stytch-review", "Bad", "Good"]);
  });
});

it("says once in a row of Markdown where a client comes from that no stack holds", async () => {
  const text = await written("markdown", auditOf([appWith({ clientName: "Good" })]));
  const [row = ""] = text.split("\n").filter((line) => line.startsWith("| medium |"));
  expect(row).toMatch(/^\| medium \| Good \| no stack knows it \| the dashboard, a script or /);
});

describe("a long line for people", () => {
  const long = auditOf([appWith({ redirectUrls: [`http://plain.example/${"a".repeat(300)}`] })]);

  it("is cut for a terminal, and nowhere else", async () => {
    expect(await written("pretty", long, { isTerminal: true })).toContain("…\n");
    const whole = await written("pretty", long);
    expect(whole).not.toContain("…\n");
    expect(whole.split("\n")[0]?.length).toBeGreaterThan(300);
  });
});
