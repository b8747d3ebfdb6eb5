import { describe, expect, it } from "vitest";
import { disturbanceNotes, disturbanceOf, loadBefore } from "../../bench/compare/disturbance.ts";
import { aResult, aSequence } from "./_results.ts";

const CAMPAIGN = { id: "now", end: "now", loadBefore: 0, resumed: 0, complete: true };
const COLUMNS = [{ key: "ours", title: "ours, one stack" }];

const reasonFor = (...times: number[]) => {
  const sequences = times.map((ms, index) => aSequence("ours", index + 1, { ms, others: 0 }));
  return disturbanceOf(aResult(sequences), "ours", "create");
};

describe("a measurement is in doubt", () => {
  it.each([
    [0.1, undefined],
    [0.11, "others used 11 % of the machine"],
  ])("where others used %d of the machine meanwhile: %j", (others, reason) => {
    const result = aResult([aSequence("ours", 1, { others })]);
    expect(disturbanceOf(result, "ours", "create")).toBe(reason);
  });

  it.each([
    [0.1, undefined],
    [0.35, "others used 35 % of it just before"],
  ])("where others used %d of it just before: %j", (othersBefore, reason) => {
    const result = aResult([{ ...aSequence("ours", 1), othersBefore }]);
    expect(disturbanceOf(result, "ours", "create")).toBe(reason);
  });

  it("where two runs of it took very different times", () => {
    expect(reasonFor(10_000, 13_000)).toBeUndefined();
    expect(reasonFor(10_000, 13_100)).toBe("runs took from 10.00 s to 13.10 s");
    expect(reasonFor(13_100, 12_000, 10_000)).toBe("runs took from 10.00 s to 13.10 s");
  });

  it("not where very short runs differ by little", () => {
    expect(reasonFor(200, 500)).toBeUndefined();
    expect(reasonFor(200, 501)).toBeDefined();
  });

  it("not where nothing is known of others", () => {
    expect(disturbanceOf(aResult([aSequence("ours", 1)]), "ours", "create")).toBeUndefined();
  });

  it("for itself alone: not what another contender, or another operation, met", () => {
    const result = aResult([
      aSequence("ours", 1, { others: 0 }),
      aSequence("ours", 1, { others: 0.5, operation: "destroy" }),
      aSequence("naive", 1, { others: 0.5 }),
    ]);
    expect(disturbanceOf(result, "ours", "create")).toBeUndefined();
    expect(disturbanceOf(result, "ours", "destroy")).toBeDefined();
  });
});

it("a note names each marked figure, and why it is marked", () => {
  const result = aResult([
    aSequence("ours", 1, { others: 0.2 }),
    aSequence("ours", 1, { others: 0, operation: "destroy" }),
  ]);
  expect(disturbanceNotes(result, COLUMNS)).toEqual([
    "* † ours, one stack: create (others used 20 % of the machine).",
  ]);
  expect(disturbanceNotes(aResult([aSequence("ours", 1)]), COLUMNS)).toEqual([]);
});

describe("a load before", () => {
  const watched = aResult([{ ...aSequence("ours", 1), campaign: "now", othersBefore: 0.02 }]);
  const unwatched = aResult([{ ...aSequence("naive", 1), campaign: "now" }]);
  const ofAnother = aResult([{ ...aSequence("naive", 1), campaign: "earlier" }]);

  it.each([
    [1, false],
    [1.01, true],
  ])("of %d on two processors is told: %s", (load, isTold) => {
    const text = loadBefore({ ...CAMPAIGN, loadBefore: load }, [watched], 2);
    expect(text?.startsWith(`In the minute before it began, ${load} processes`) ?? false).toBe(
      isTold,
    );
  });

  it.each([
    [false, [watched]],
    [false, [watched, ofAnother]],
    [true, [watched, unwatched]],
    [true, []],
  ])(
    "puts all times in doubt: %s, unless others were watched before each contender",
    (isSo, results) => {
      const text = loadBefore({ ...CAMPAIGN, loadBefore: 3 }, results, 2);
      expect(text?.endsWith("all its times are in doubt.")).toBe(isSo);
    },
  );
});
