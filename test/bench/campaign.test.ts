import { describe, expect, it } from "vitest";
import { campaignFor, withEnd } from "../../bench/compare/campaign.ts";
import {
  type Campaign,
  ofLastCampaign,
  type Results,
  withCampaign,
} from "../../bench/compare/results.ts";
import { aResult, aSequence, SCENARIO } from "./_results.ts";

const FACTS = [
  ["Date", "today"],
  ["Cores", "2"],
] as const;
const NOW = new Date("2026-01-02T03:04:05.678Z");
const LAST: Campaign = { id: "first", end: "then", loadBefore: 0, resumed: 0, complete: false };
const INTERRUPTED: Results = {
  format: 1,
  campaigns: [LAST],
  scenarios: [aResult([{ ...aSequence("ours", 1), campaign: "first" }], { facts: FACTS })],
};

const begin = (
  results: Results,
  resume: boolean,
  facts: Results["scenarios"][0]["facts"] = FACTS,
) => campaignFor({ results, resume, facts, loadBefore: 0.3, now: NOW });

describe("a run of the comparison", () => {
  it("has the second of its beginning as its id", () => {
    const id = "2026-01-02T03:04:05Z";
    const fresh = { id, end: id, loadBefore: 0.3, resumed: 0, complete: false };
    expect(begin(INTERRUPTED, false)).toEqual(fresh);
  });

  it("is the last one again where it is resumed, whatever the date", () => {
    const later = [["Date", "tomorrow"], FACTS[1]] as const;
    expect(begin(INTERRUPTED, true, later)).toEqual({ ...LAST, resumed: 1 });
  });

  it.each([
    ["none", { format: 1, scenarios: [] } as Results, FACTS, "no run to resume"],
    [
      "one that is complete",
      { ...INTERRUPTED, campaigns: [{ ...LAST, complete: true }] },
      FACTS,
      "first is complete",
    ],
    ["one of another machine", INTERRUPTED, [["Cores", "8"]] as const, "machine, with Cores 2"],
  ])("cannot be resumed where there is %s", (_, results, facts, words) => {
    expect(() => begin(results, true, facts)).toThrow(words);
  });

  it("ends later with each part", () => {
    expect(withEnd(LAST, NOW)).toEqual({ ...LAST, end: "2026-01-02T03:04:05Z" });
  });
});

describe("the runs in the results", () => {
  const second: Campaign = { ...LAST, id: "second" };

  it("are those of which something is left, the last one at the end", () => {
    const both = withCampaign(INTERRUPTED, second);
    expect(both.campaigns).toEqual([LAST, second]);
    const none = withCampaign({ ...both, scenarios: [] }, second);
    expect(none.campaigns).toEqual([second]);
  });

  it("take the place of what was known of them", () => {
    const complete = { ...LAST, complete: true };
    expect(withCampaign(INTERRUPTED, complete).campaigns).toEqual([complete]);
  });

  it("are told apart: promises are judged by the last one", () => {
    const own = { ...aSequence("naive", 1), campaign: "second" };
    const other = aResult([{ ...aSequence("ours", 1), campaign: "first" }], {
      scenario: { ...SCENARIO, clients: 10 },
    });
    const [result] = INTERRUPTED.scenarios;
    const mixed = aResult([...(result?.sequences ?? []), own]);
    const results = withCampaign({ ...INTERRUPTED, scenarios: [other, mixed] }, second);
    expect(ofLastCampaign(results)).toEqual([aResult([own])]);
  });

  it("are all of it where none was recorded", () => {
    const { scenarios } = INTERRUPTED;
    expect(ofLastCampaign({ format: 1, scenarios })).toEqual(scenarios);
  });
});
