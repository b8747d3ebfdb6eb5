import { describe, expect, it } from "vitest";
import { promisesOf } from "../../bench/compare/promises/index.ts";
import type { Measurement, ScenarioResult } from "../../bench/compare/results.ts";
import { aMeasurement, aResult, aSequence } from "./_results.ts";

const at = (clients: number, changes: object = {}) => ({
  scenario: { clients, latencyMs: 20, limited: false, ...changes },
});
const all = (clients: number) => ({ expected: clients, right: clients, held: clients });

/** Creation times of 1,000 clients in milliseconds that keep every promise, each to its limit. */
const TIMES = {
  floor: 10_000,
  provider: 13_000,
  fleet: 40_000,
  "ours-journaled": 30_000,
  naive: 200_000,
  terraform: 80_000,
};

function reference(changes: Partial<typeof TIMES> = {}, where: object = {}): ScenarioResult {
  const times = Object.entries({ ...TIMES, ...changes });
  return aResult(
    times.map(([contender, ms]) => aSequence(contender, 1, { ...all(1_000), ms })),
    at(1_000, where),
  );
}

/** 5,000 clients, as one contender took them. */
function large(contender: string, changes: Partial<Measurement>): ScenarioResult {
  return aResult([aSequence(contender, 1, { ...all(5_000), ...changes })], at(5_000));
}

const about = (words: RegExp, ...results: ScenarioResult[]) =>
  promisesOf(results).filter(({ sentence }) => words.test(sentence));

const broken = (...results: ScenarioResult[]) =>
  promisesOf(results)
    .filter(({ kept }) => kept === false)
    .map(({ sentence }) => sentence);

describe("what was not measured", () => {
  it("is neither kept nor broken", () => {
    const promises = promisesOf([]);
    expect(promises.length).toBeGreaterThan(15);
    expect(new Set(promises.map(({ kept }) => kept))).toEqual(new Set([undefined]));
  });
});

describe("promised times of a creation", () => {
  it("are kept up to the limit itself", () => {
    const promises = about(/^Creating 1,000/, reference());
    expect(promises.map(({ kept }) => kept)).toEqual(Array(5).fill(true));
  });

  it.each([
    ["the provider alone", { provider: 13_100 }, "provider process alone"],
    ["the fleet beside naive", { naive: 199_000, "ours-journaled": 1 }, "the fleet .* of naive"],
    ["the fleet beside Terraform", { terraform: 79_900 }, "the fleet .* of Terraform"],
    ["a journal beside naive", { "ours-journaled": 30_100 }, "journaling backend .* of naive"],
    [
      "a journal beside Terraform",
      { terraform: 80_000, naive: 300_000, "ours-journaled": 32_100 },
      "journaling backend .* of Terraform",
    ],
  ])("are broken just beyond: %s", (_, times, words) => {
    const sentences = broken(reference(times));
    expect(sentences).toEqual([expect.stringMatching(words)]);
  });

  it.each([
    ["latency", { latencyMs: 80 }],
    ["number of clients", { clients: 100 }],
    ["limit", { limited: true }],
  ])("are not judged at another %s", (_, other) => {
    const elsewhere = reference({ fleet: 900_000 }, other);
    expect(about(/^Creating 1,000/, elsewhere).every(({ kept }) => kept === undefined)).toBe(true);
  });

  it("are broken by a creation of ours that went wrong, and not judged beside one of another that did", () => {
    const wrong = (contender: string) => {
      const result = reference();
      const sequences = result.sequences.map((each) =>
        each.contender === contender
          ? aSequence(contender, 1, { ...all(1_000), right: 999, ms: 1 })
          : each,
      );
      return about(/fleet .* of naive/, { ...result, sequences });
    };
    expect(wrong("fleet")).toEqual([
      { sentence: expect.stringContaining("not done right"), kept: false },
    ]);
    expect(wrong("naive")).toEqual([{ sentence: expect.any(String), kept: undefined }]);
  });

  it("say so where something else was at work", () => {
    const result = reference();
    const sequences = result.sequences.map((each) =>
      each.contender === "naive" ? { ...each, othersBefore: 0.4 } : each,
    );
    const [promise] = about(/fleet .* of naive/, { ...result, sequences });
    expect(promise?.sentence).toMatch(/0\.20 × †\.$/);
  });
});

describe("promised growth", () => {
  const peak = (megabytes: number) => ({
    peakBytes: { program: megabytes * 1e6, provider: 1e6, engine: 1e6 },
  });

  it.each([
    [240_000, true],
    [240_100, false],
  ])("of the fleet from 1,000 clients in 40 s to 5,000 in %i ms: kept is %s", (ms, kept) => {
    const [promise] = about(/^Creating 5,000 .* fleet/, reference(), large("fleet", { ms }));
    expect(promise?.kept).toBe(kept);
  });

  it.each([
    [180_000, true],
    [180_100, false],
  ])("of one stack from 30 s to %i ms: kept is %s", (ms, kept) => {
    const results = [reference(), large("ours-journaled", { ms })];
    const [promise] = about(/^Creating 5,000 clients takes one stack/, ...results);
    expect(promise?.kept).toBe(kept);
  });

  it.each([
    [600, true],
    [601, false],
  ])("of the program's memory from 100 MB to %i MB: kept is %s", (megabytes, kept) => {
    const small = aResult(
      [aSequence("ours-journaled", 1, { ...all(1_000), ...peak(100) })],
      at(1_000),
    );
    const results = [small, large("ours-journaled", peak(megabytes))];
    const verdicts = about(/peak memory of the (program|provider|engine) for/, ...results);
    expect(verdicts.map((each) => each.kept)).toEqual([kept, true, true]);
  });
});

describe("promised runs of the fleet", () => {
  const requests = (calls: number) => ({ requests: { "PUT /v1/x/{client_id}": calls } });

  it.each([
    ["change-one", 8_000, 3, true],
    ["change-one", 8_001, 3, false],
    ["change-one", 8_000, 4, false],
    ["again", 2_000, 0, true],
    ["again", 2_001, 0, false],
    ["again", 2_000, 1, false],
  ] as const)("%s in %i ms with %i calls: kept is %s", (operation, ms, calls, kept) => {
    const result = large("fleet", { operation, ms, ...requests(calls) });
    const words = operation === "again" ? /finds 5,000/ : /change of one client/;
    expect(about(words, result).map((each) => each.kept)).toEqual([kept]);
  });

  it("are broken by one that did not do it", () => {
    const undone = large("fleet", { operation: "change-one", ms: 1, right: 4_999 });
    expect(about(/change of one client/, undone)[0]?.kept).toBe(false);
  });
});

describe("promised results", () => {
  it("are broken by any of our commands that left something undone", () => {
    const wrong = aMeasurement({ operation: "drift", right: 99 });
    const sequence = { contender: "ours", run: 1, measurements: [aMeasurement(), wrong] };
    expect(broken(aResult([sequence]))).toEqual([expect.stringContaining("drift (ours; 100")]);
  });

  it.each(["ours-no-checkpoints", "provider", "fleet", "fleet-plugin", "ours-plugin"])(
    "are asked of %s, too",
    (contender) => {
      const wrong = aSequence(contender, 1, { failure: "ended with code 1" });
      const sentences = broken(aResult([aSequence("ours", 1), wrong]));
      expect(sentences).toEqual([expect.stringContaining(`create (${contender};`)]);
    },
  );

  it("are broken by a sequence that could not go on", () => {
    const stopped = { ...aSequence("ours", 1), stopped: "it could not be completed" };
    expect(broken(aResult([stopped]))).toHaveLength(1);
  });

  it("are not ours to keep for others", () => {
    const naive = aSequence("naive", 1, { right: 1 });
    expect(broken(aResult([aSequence("ours", 1), naive]))).toEqual([]);
  });
});

describe("promised calls", () => {
  const limited = { scenario: { clients: 100, latencyMs: 0, limited: true } };

  function written(calls: number, changes: Partial<Measurement> = {}, contender = "ours") {
    const requests = { "POST /v1/connected_apps/clients": calls };
    return aResult([aSequence(contender, 1, { requests, ...changes })], limited);
  }

  it.each([
    [105, true],
    [106, false],
  ])("of 100 creates under a limit, %i made: kept is %s", (calls, kept) => {
    for (const contender of ["ours", "fleet", "fleet-machines"]) {
      const judged = about(/^Under 10/, written(calls, {}, contender));
      expect(judged.map((each) => each.kept).filter((each) => each !== undefined)).toEqual([kept]);
    }
  });

  it("count those that delete all clients, too, and those that read and change each", () => {
    for (const [operation, most] of [
      ["destroy", 105],
      ["change-all", 210],
    ] as const) {
      expect(broken(written(most, { operation }))).toEqual([]);
      expect(broken(written(most + 1, { operation }))).toHaveLength(1);
    }
    expect(broken(written(200, { operation: "drift" }))).toEqual([]);
  });

  it("are broken where a client was left undone, however few calls were made", () => {
    const sentences = broken(written(90, { right: 90, held: 90 }));
    expect(sentences).toContainEqual(expect.stringContaining("not done right"));
  });

  it.each([
    [2, 0],
    [3, 1],
  ])("of a refresh of 100 clients, %i made: broken are %i", (calls, count) => {
    const requests = { "POST /v1/connected_apps/clients/search": calls };
    const sequence = aSequence("ours", 1, { operation: "refresh", requests });
    expect(broken(aResult([sequence]))).toHaveLength(count);
  });

  it.each([
    [6, true],
    [7, false],
  ])("of a refresh of 5,000 clients, %i made: kept is %s", (calls, kept) => {
    const requests = { "POST /v1/connected_apps/clients/search": calls };
    const result = large("ours-journaled", { operation: "refresh", requests });
    expect(about(/refresh of 5,000/, result).map((each) => each.kept)).toEqual([kept]);
  });
});
