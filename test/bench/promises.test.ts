import { describe, expect, it } from "vitest";
import { promisesOf } from "../../bench/compare/promises.ts";
import type { Measurement, ScenarioResult } from "../../bench/compare/results.ts";
import { aMeasurement, aResult, aSequence } from "./_results.ts";

const REFERENCE = { clients: 1_000, latencyMs: 20, limited: false };
const ALL = { expected: 1_000, right: 1_000, held: 1_000 };

/** Creation times in milliseconds that keep every promise, by contender. */
const TIMES = {
  floor: 10_000,
  provider: 13_000,
  ours: 24_000,
  "ours-no-checkpoints": 30_000,
  naive: 80_000,
  terraform: 30_000,
};

function reference(changes: Partial<typeof TIMES> = {}, scenario = REFERENCE): ScenarioResult {
  const times = Object.entries({ ...TIMES, ...changes });
  return aResult(
    times.map(([contender, ms]) => aSequence(contender, 1, { ...ALL, ms })),
    { scenario },
  );
}

function broken(result: ScenarioResult): string[] {
  return promisesOf(result)
    .filter(({ kept }) => !kept)
    .map(({ sentence }) => sentence);
}

describe("promised times", () => {
  it("are kept up to the limit itself", () => {
    expect(promisesOf(reference())).toHaveLength(5);
    expect(broken(reference())).toEqual([]);
  });

  it.each([
    ["the provider alone", { provider: 13_100 }, "provider process alone"],
    ["ours beside naive", { naive: 79_000 }, "of naive"],
    ["ours beside Terraform", { terraform: 29_900 }, "of terraform"],
    ["ours without checkpoints", { "ours-no-checkpoints": 30_100 }, "without checkpoints"],
  ])("are broken just beyond: %s", (_, slower, words) => {
    const sentences = broken(reference(slower));
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain(words);
  });

  it.each([
    ["number of clients", { clients: 100 }],
    ["latency", { latencyMs: 80 }],
  ])("are not judged at another %s", (_, other) => {
    const elsewhere = reference({ ours: 900_000 }, { ...REFERENCE, ...other });
    expect(promisesOf(elsewhere).filter(({ sentence }) => /creating/.test(sentence))).toEqual([]);
  });
});

describe("promised memory", () => {
  it.each([
    [100, true],
    [101, false],
  ])("of our program, %i MB beside 200 MB: kept is %s", (megabytes, kept) => {
    const result = aResult(
      [
        aSequence("ours", 1, { ...ALL, peakBytes: { program: megabytes * 1e6 } }),
        aSequence("naive", 1, { ...ALL, ms: 20_000, peakBytes: { program: 200e6 } }),
      ],
      { scenario: REFERENCE },
    );
    const [promise] = promisesOf(result).filter(({ sentence }) => /memory/.test(sentence));
    expect(promise?.kept).toBe(kept);
  });

  it("is not judged where there was no naive program to compare with", () => {
    const ours = aSequence("ours", 1, { ...ALL, peakBytes: { program: 100e6 } });
    const promises = promisesOf(aResult([ours], { scenario: REFERENCE }));
    expect(promises.filter(({ sentence }) => /memory/.test(sentence))).toEqual([]);
  });
});

describe("promised results", () => {
  it("are broken by any of our commands that left something undone", () => {
    const wrong = aMeasurement({ operation: "drift", right: 99 });
    const sequence = { contender: "ours", run: 1, measurements: [aMeasurement(), wrong] };
    expect(broken(aResult([sequence]))).toEqual([expect.stringContaining("drift")]);
  });

  it.each(["ours-no-checkpoints", "provider"])("are asked of %s, too", (contender) => {
    const wrong = aSequence(contender, 1, { failure: "ended with code 1" });
    const sentences = broken(aResult([aSequence("ours", 1), wrong]));
    expect(sentences).toEqual([expect.stringContaining(`create (${contender})`)]);
  });

  it("are broken by a sequence that could not go on", () => {
    const stopped = { ...aSequence("ours", 1), stopped: "it could not be completed" };
    expect(broken(aResult([stopped]))).toHaveLength(1);
  });

  it("are not ours to keep for others", () => {
    expect(broken(aResult([aSequence("ours", 1), aSequence("naive", 1, { right: 1 })]))).toEqual(
      [],
    );
  });
});

describe("promised calls", () => {
  const limited = { scenario: { clients: 100, latencyMs: 0, limited: true } };

  function created(calls: number, changes: Partial<Measurement> = {}) {
    const requests = { "POST /v1/connected_apps/clients": calls };
    return aResult([aSequence("ours", 1, { requests, ...changes })], limited);
  }

  it.each([
    [105, 0],
    [106, 1],
  ])("of 100 creates under a limit, %i made: broken are %i", (calls, count) => {
    expect(broken(created(calls))).toHaveLength(count);
  });

  it.each([
    [2, 0],
    [3, 1],
  ])("of a refresh of 100 clients, %i made: broken are %i", (calls, count) => {
    const requests = { "POST /v1/connected_apps/clients/search": calls };
    const sequence = aSequence("ours", 1, { operation: "refresh", requests });
    expect(broken(aResult([sequence]))).toHaveLength(count);
  });
});
