import { describe, expect, it } from "vitest";
import { reportText } from "../../bench/compare/report.ts";
import type { ScenarioResult } from "../../bench/compare/results.ts";
import { aResult, aSequence, SCENARIO } from "./_results.ts";

const MACHINE = [
  ["Date", "2026-01-02 03:04 UTC"],
  ["Cores", "2"],
] as const;

function report(...scenarios: ScenarioResult[]): string {
  return reportText({ format: 1, scenarios });
}

describe("the report", () => {
  it("puts machine, date and chart beside the figures", () => {
    const text = report(aResult([aSequence("ours", 1)], { facts: MACHINE }));
    expect(text).toMatch(/^\| Cores +\| +2 \|$/m);
    expect(text).toContain("date 2026-01-02 03:04 UTC, 1 run.");
    expect(text).toContain("](charts/20-ms.svg)");
  });

  it("shows one machine once, and its scenarios only where there are several machines", () => {
    const one = aResult([aSequence("ours", 1)], { facts: MACHINE });
    const scenario = { ...SCENARIO, clients: 1_000 };
    const later = [["Date", "2026-02-03 04:05 UTC"], MACHINE[1]] as const;
    const same = report(one, aResult([], { scenario, facts: later }));
    expect(same.match(/^\| Cores/gm)).toHaveLength(1);
    expect(same).not.toContain("Measured on it");

    const other = report(one, aResult([], { scenario, facts: [["Cores", "8"]] }));
    expect(other.match(/^\| Cores/gm)).toHaveLength(2);
    expect(other).toContain("Measured on it: 1,000 clients, 20 ms, no limit.");
  });

  it("has no column for a contender that was not measured", () => {
    const text = report(aResult([aSequence("ours", 1), aSequence("floor", 1)]));
    expect(text).toMatch(/^\| +\| +ours \| floor \|$/m);
  });

  it("says once why a command failed, however many runs it failed in", () => {
    const failed = { failure: "ended with code 1 error: 429" };
    const text = report(aResult([aSequence("naive", 1, failed), aSequence("naive", 2, failed)]));
    expect(text.match(/^\* naive, create: ended with code 1 error: 429$/gm)).toHaveLength(1);
  });

  it("says who took no part, and who ended early", () => {
    const stopped = { ...aSequence("naive", 2), stopped: "it could not be completed" };
    const absent = [{ contender: "terraform", reason: "there is no `terraform` on PATH" }];
    const text = report(aResult([aSequence("ours", 1), stopped], { absent }));
    expect(text).toContain("* terraform took no part: there is no `terraform` on PATH.");
    expect(text).toContain("* naive ended early in run 2: it could not be completed.");
  });
});
