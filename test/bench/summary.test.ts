import { describe, expect, it } from "vitest";
import { callsOf, ratioOf, runsText, summaryOf } from "../../bench/compare/summary.ts";
import { aMeasurement, aResult, aSequence } from "./_results.ts";

describe("ratioOf", () => {
  it("divides within each run before it takes the median", () => {
    const result = aResult([
      aSequence("ours", 1, { ms: 1_000 }),
      aSequence("naive", 1, { ms: 5_000 }),
      aSequence("ours", 2, { ms: 4_000 }),
      aSequence("naive", 2, { ms: 8_000 }),
      aSequence("ours", 3, { ms: 2_000 }),
      aSequence("naive", 3, { ms: 6_000 }),
    ]);
    expect(ratioOf(result, "naive", "ours", "create")).toBe(3);
  });

  it("pairs runs by their number, not by their place", () => {
    const result = aResult([
      aSequence("ours", 2, { ms: 1_000 }),
      aSequence("naive", 1, { ms: 9_000 }),
      aSequence("naive", 2, { ms: 4_000 }),
    ]);
    expect(ratioOf(result, "naive", "ours", "create")).toBe(4);
  });

  it.each([
    ["failed", { failure: "ended with code 1" }],
    ["left a client undone", { right: 99 }],
    ["left a client that no program declares", { held: 101 }],
  ])("gives none where one of the runs %s", (_, wrong) => {
    const right = [aSequence("ours", 1), aSequence("ours", 2), aSequence("naive", 1)];
    expect(ratioOf(aResult([...right, aSequence("naive", 2)]), "naive", "ours", "create")).toBe(1);
    const result = aResult([...right, aSequence("naive", 2, wrong)]);
    expect(ratioOf(result, "naive", "ours", "create")).toBeUndefined();
    expect(ratioOf(result, "ours", "naive", "create")).toBeUndefined();
  });

  it("gives none where one of the two was not measured", () => {
    const result = aResult([aSequence("ours", 1)]);
    expect(ratioOf(result, "naive", "ours", "create")).toBeUndefined();
    expect(ratioOf(result, "ours", "ours", "destroy")).toBeUndefined();
  });
});

describe("summaryOf", () => {
  it("puts runs in their order and takes the median of their times", () => {
    const result = aResult([
      aSequence("ours", 3, { ms: 30 }),
      aSequence("ours", 1, { ms: 10 }),
      aSequence("ours", 2, { ms: 80 }),
      aSequence("naive", 1, { ms: 1 }),
    ]);
    const summary = summaryOf(result, "ours", "create");
    expect(summary?.ms).toBe(30);
    expect(summary?.measurements.map(({ ms }) => ms)).toEqual([10, 80, 30]);
    expect(summary?.right).toBe(true);
  });

  it("says so when a run went wrong", () => {
    const result = aResult([aSequence("ours", 1), aSequence("ours", 2, { right: 7 })]);
    expect(summaryOf(result, "ours", "create")?.right).toBe(false);
  });
});

describe("callsOf", () => {
  it("adds up all routes", () => {
    expect(callsOf(aMeasurement({ requests: { "GET /a": 2, "POST /b": 5 } }))).toBe(7);
  });
});

describe("the number of runs", () => {
  it.each([
    ["1 run", [1, 1]],
    ["3 runs", [3, 3]],
    ["1 to 5 runs", [1, 5]],
    ["0 runs", []],
  ])("is told as %s", (text, [ofOurs = 0, ofFloor = 0]) => {
    const of = (contender: string, runs: number) =>
      Array.from({ length: runs }, (_, run) => aSequence(contender, run + 1));
    expect(runsText(aResult([...of("floor", ofFloor), ...of("ours", ofOurs)]))).toBe(text);
  });
});
