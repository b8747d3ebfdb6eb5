import { describe, expect, test } from "vitest";
import { type ReportFormat, renderReports, type SmokeReport } from "../../smoke/src/index.ts";
import { createProgress } from "../../smoke/src/report/progress.ts";

const report: SmokeReport = {
  outcome: "failed",
  startedAt: "2026-03-01T12:00:00.000Z",
  durationMs: 1234,
  requests: 7,
  app: { name: 'we"b', clientId: "connected-app-test-1", clientType: "third_party" },
  project: { projectId: "project-test-1", apiUrl: "http://127.0.0.1:1", vertical: "b2b" },
  checks: [
    {
      id: "credentials",
      title: "The credentials are right",
      outcome: "passed",
      durationMs: 12,
      evidence: { project: "A & B" },
    },
    {
      id: "discovery",
      title: "Discovery is right",
      outcome: "failed",
      durationMs: 3,
      reason: "It names <x>, 100%\nand more\u0000.",
      advice: "Fix it.",
      evidence: {},
    },
    {
      id: "token",
      title: "The code becomes tokens",
      outcome: "skipped",
      durationMs: 0,
      reason: "needs discovery, which failed",
      evidence: {},
    },
  ],
  cleanup: {
    done: ["consent"],
    notDone: [{ what: "temporary user", reason: "500" }],
    left: ["the session that was given"],
  },
};

const render = (format: ReportFormat) => renderReports(format, [report]);

describe("renderReports()", () => {
  test("w/ pretty", () => {
    expect(render("pretty").split("\n")).toEqual([
      'we"b (connected-app-test-1)',
      "  ✓ credentials: The credentials are right (12 ms)",
      "  ✗ discovery: Discovery is right (3 ms)",
      "      It names <x>, 100% and more\\u{0}.",
      "      → Fix it.",
      "  - token: needs discovery, which failed",
      "failed: 1 passed, 1 failed, 1 skipped; 1.2 s, 7 requests",
      "not cleaned up: temporary user: 500",
      "left alone: the session that was given",
      "",
    ]);
  });

  test("w/ json is the reports and their totals", () => {
    const [passed, discovery, skipped] = report.checks;
    const shown = { ...discovery, reason: "It names <x>, 100% and more\\u{0}." };
    expect(JSON.parse(render("json"))).toEqual({
      outcome: "failed",
      totals: {
        apps: { passed: 0, inconclusive: 0, stopped: 0, failed: 1 },
        checks: { passed: 1, failed: 1, inconclusive: 0, skipped: 1 },
        durationMs: 1234,
        requests: 7,
      },
      reports: [{ ...report, checks: [passed, shown, skipped] }],
    });
  });

  test("w/ junit escapes what XML cannot hold", () => {
    expect(render("junit").split("\n")).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="stytch-smoke" tests="3" failures="1" errors="0" skipped="1" time="1.234">',
      '  <testsuite name="we&quot;b" tests="3" failures="1" errors="0" skipped="1" time="1.234" timestamp="2026-03-01T12:00:00.000Z">',
      "    <properties>",
      '      <property name="clientId" value="connected-app-test-1"/>',
      '      <property name="clientType" value="third_party"/>',
      '      <property name="projectId" value="project-test-1"/>',
      '      <property name="apiUrl" value="http://127.0.0.1:1"/>',
      '      <property name="vertical" value="b2b"/>',
      "    </properties>",
      '    <testcase classname="we&quot;b" name="credentials: The credentials are right" time="0.012">',
      '      <system-out>{"project":"A &amp; B"}</system-out>',
      "    </testcase>",
      '    <testcase classname="we&quot;b" name="discovery: Discovery is right" time="0.003">',
      '      <failure message="It names &lt;x&gt;, 100% and more\\u{0}." type="failed">Fix it.</failure>',
      "      <system-out>{}</system-out>",
      "    </testcase>",
      '    <testcase classname="we&quot;b" name="token: The code becomes tokens" time="0.000">',
      '      <skipped message="needs discovery, which failed"/>',
      "    </testcase>",
      "    <system-err>not cleaned up: temporary user: 500",
      "left alone: the session that was given</system-err>",
      "  </testsuite>",
      "</testsuites>",
      "",
    ]);
  });

  test("w/ junit leaves no attribute a tab or a line break, which XML would normalize", () => {
    const app = { ...report.app, name: "a\tb\rc\nd\r\ne" };
    const xml = renderReports("junit", [{ ...report, app }]);
    expect(xml).toContain('<testsuite name="a b c d e"');
    expect(xml.match(/"[^"]*[\t\r\n][^"]*"(?=[ />])/)).toBeNull();
  });

  test("w/ junit has what looks like an entity as text", () => {
    const app = { ...report.app, name: "a&xxe;b&lt;c&d" };
    const xml = renderReports("junit", [{ ...report, app }]);
    expect(xml).toContain('<testsuite name="a&amp;xxe;b&amp;lt;c&amp;d"');
  });

  test("w/ github gives one annotation a line", () => {
    expect(render("github").split("\n")).toEqual([
      '::error title=stytch-smoke%3A we"b%3A discovery::It names <x>, 100%25 and more\\u{0}.%0AFix it.',
      '::warning title=stytch-smoke%3A we"b%3A not cleaned up::temporary user: 500',
      '::notice title=stytch-smoke%3A we"b::1 passed, 1 failed, 1 skipped',
      "",
    ]);
  });

  test("w/ markdown shows totals, and what failed with its remedy", () => {
    expect(render("markdown").split("\n")).toEqual([
      "## Smoke test: failed",
      "",
      "| App | Client | Project | Outcome | passed | failed | inconclusive | skipped |",
      "| - | - | - | - | -: | -: | -: | -: |",
      '| we"b | connected-app-test-1 | project-test-1 | failed | 1 | 1 | 0 | 1 |',
      "",
      '### we"b',
      "",
      "- **`discovery` failed**: It names \\<x\\>, 100% and more\\\\u\\{0\\}.",
      "  - Remedy: Fix it.",
      "- Not cleaned up: temporary user: 500",
      "",
    ]);
  });
});

describe("renderReports() w/ trouble", () => {
  const [, failure] = report.checks;
  const lost: SmokeReport = {
    ...report,
    outcome: "inconclusive",
    checks: [{ ...(failure ?? never()), outcome: "inconclusive", reason: "No network." }],
  };

  test("is an error of JUnit, a warning of GitHub, and no failure", () => {
    const xml = renderReports("junit", [lost]);
    expect(xml).toContain('<error message="No network." type="inconclusive">Fix it.</error>');
    expect(xml).not.toContain("<failure");
    expect(xml).toContain('failures="0" errors="1"');
    const github = renderReports("github", [lost]);
    expect(github).toContain("discovery (inconclusive)::No network.%0AFix it.");
    expect(github).not.toContain("::error");
    const pretty = renderReports("pretty", [lost]);
    expect(pretty).toMatch(/^ {2}\? discovery: .*\n {6}No network\.\n {6}→ Fix it\.$/m);
    expect(pretty).toContain("inconclusive: 0 passed, 0 failed, 1 inconclusive, 0 skipped;");
  });

  test("is an error of JUnit also where a run was stopped between two checks", () => {
    const stopped = { ...report, outcome: "stopped", stopped: "it was", checks: [] } as const;
    expect(renderReports("junit", [stopped])).toMatch(
      /tests="1" failures="0" errors="1"[\s\S]*<error message="it was" type="inconclusive">/,
    );
  });
});

describe("renderReports() w/ several apps", () => {
  const passed: SmokeReport = {
    ...report,
    outcome: "passed",
    app: { name: "other", clientId: "connected-app-test-2" },
    checks: report.checks.slice(0, 1),
  };
  const text = (format: ReportFormat) => renderReports(format, [report, passed]);

  test.for<[ReportFormat, string]>([
    ["pretty", "failed: 2 apps: 1 passed, 1 failed; checks: 2 passed, 1 failed, 1 skipped"],
    ["json", '"checks": {\n      "passed": 2,\n      "failed": 1,'],
    ["junit", '<testsuites name="stytch-smoke" tests="4" failures="1" errors="0" skipped="1"'],
    ["github", "%3A total::2 apps: 1 passed, 1 failed; checks: 2 passed, 1 failed, 1 skipped"],
    ["markdown", "| **2 apps** | | | **failed** | **2** | **1** | **0** | **1** |"],
  ])("%s has totals", ([format, expected]) => {
    expect(text(format)).toContain(expected);
  });
});

function never(): never {
  throw new Error("the report has three checks");
}

describe("createProgress()", () => {
  const write = (isTTY: boolean, colour: boolean) => {
    let text = "";
    const progress = createProgress({ write: (more) => (text += more), isTTY }, colour);
    const [check] = report.checks;
    progress.begin("web", "web");
    progress.show({ type: "started", id: "credentials", title: "The credentials are right" });
    if (check !== undefined) progress.show({ type: "finished", result: check });
    progress.show({ type: "cleaning" });
    progress.end({ ...report, cleanup: { done: [], notDone: [], left: [] } });
    return text;
  };

  test("w/o a terminal writes plain lines of what is done", () => {
    expect(write(false, false)).toBe(
      [
        "web",
        "  ✓ credentials: The credentials are right (12 ms)",
        "failed: 1 passed, 1 failed, 1 skipped; 1.2 s, 7 requests",
        "",
        "",
      ].join("\n"),
    );
  });

  test("w/ a terminal shows what is being done, and overwrites it", () => {
    expect(write(true, false)).toContain(
      "  … The credentials are right\r\x1b[2K  ✓ credentials: The credentials are right (12 ms)\n",
    );
  });

  test("w/ colour paints", () => {
    expect(write(true, true)).toContain("\x1b[32m✓\x1b[39m credentials");
  });
});
