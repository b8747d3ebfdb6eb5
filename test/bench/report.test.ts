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
    expect(text).toMatch(/^\| +\| +ours, one stack \| floor \|$/m);
  });

  it("says once why a command failed, however many runs it failed in", () => {
    const failed = { failure: "ended with code 1 error: 429" };
    const text = report(aResult([aSequence("naive", 1, failed), aSequence("naive", 2, failed)]));
    expect(text.match(/^\* naive, create: ended with code 1 error: 429$/gm)).toHaveLength(1);
  });

  it("begins with what became of each promise", () => {
    const text = report(aResult([aSequence("ours", 1, { right: 7 })]));
    expect(text).toMatch(/^\* \*\*Broken:\*\* After each of our commands .*create \(ours;/m);
    expect(text).toMatch(/^\* \*\*Not measured in this run:\*\* Creating 1,000/m);
    expect(text.indexOf("**Broken:**")).toBeLessThan(text.indexOf("## Who"));
  });

  it("says that all of it is of one run, when that was, and whether it is complete", () => {
    const campaign = { id: "begin", end: "end", loadBefore: 0, resumed: 0, complete: true };
    const result = aResult([{ ...aSequence("ours", 1), campaign: "begin" }], { facts: MACHINE });
    const of = (changes: Partial<typeof campaign>, ...more: ScenarioResult[]) =>
      reportText({
        format: 1,
        campaigns: [{ ...campaign, ...changes }],
        scenarios: [result, ...more],
      });
    expect(of({})).toContain("All of it is of one run, begin, which ended at end.");
    expect(of({ resumed: 2 })).toContain("at end, after 2 interruptions.");
    expect(of({ complete: false })).toContain("at end, **before it was complete**.");
    expect(of({ loadBefore: 3 })).toContain("3.00 processes wanted to run on 2 processors");
    const old = aResult([aSequence("ours", 1)], { scenario: { ...SCENARIO, clients: 10 } });
    expect(of({}, old)).toContain("The last run is one run, begin");
  });

  it("marks what was disturbed, and says by what", () => {
    const text = report(aResult([aSequence("ours", 1, { others: 0.25 })]));
    expect(text).toMatch(/^\| create +\| +1 \(2\.00 s\) † \|$/m);
    expect(text).toContain("* † ours, one stack: create (others used 25 % of the machine).");
  });

  it("shows seconds and no chart where ours in one stack took no part", () => {
    const text = report(aResult([aSequence("fleet", 1)]));
    expect(text).toContain("1 run. Time:");
    expect(text).not.toContain("](charts/");
  });

  it("says who took no part, and who ended early", () => {
    const stopped = { ...aSequence("naive", 2), stopped: "it could not be completed" };
    const absent = [{ contender: "terraform", reason: "there is no `terraform` on PATH" }];
    const text = report(aResult([aSequence("ours", 1), stopped], { absent }));
    expect(text).toContain("* terraform took no part: there is no `terraform` on PATH.");
    expect(text).toContain("* naive ended early in run 2: it could not be completed.");
  });
});
