import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readResults, withScenario, writeResults } from "../../bench/compare/results.ts";
import { aResult, aSequence, SCENARIO } from "./_results.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bench-results-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the file of results", () => {
  it("gives back what was written, and leaves nothing else behind", async () => {
    const file = join(folder, "results.json");
    const results = withScenario(await readResults(file), aResult([aSequence("ours", 1)]));
    await writeResults(file, results);
    expect(await readResults(file)).toEqual(results);
    expect(await readdir(folder)).toEqual(["results.json"]);
  });

  it("is empty where there is no file", async () => {
    expect((await readResults(join(folder, "none.json"))).scenarios).toEqual([]);
  });

  it("is not overwritten where it is of another format", async () => {
    const file = join(folder, "results.json");
    await writeFile(file, '{"format":2}');
    await expect(readResults(file)).rejects.toThrow(/another version/);
  });
});

describe("withScenario", () => {
  const empty = { format: 1, scenarios: [] } as const;

  it("replaces what was known of a contender under the same conditions", () => {
    const old = aResult([aSequence("ours", 1), aSequence("ours", 2)]);
    const fresh = aResult([aSequence("ours", 1, { ms: 7 })]);
    expect(withScenario(withScenario(empty, old), fresh).scenarios).toEqual([fresh]);
  });

  it("keeps what was known of other contenders, with the first date at which it was measured", () => {
    const naive = aSequence("naive", 1);
    const ours = aSequence("ours", 1);
    const on = (date: string) => ({ facts: [["Date", date]] as const });
    const all = [
      aResult([naive, ours], on("Monday")),
      aResult([ours], on("Tuesday")),
      aResult([ours], on("Friday")),
    ].reduce(withScenario, empty as Parameters<typeof withScenario>[0]);
    const expected = aResult([ours, { ...naive, apart: "Monday" }], on("Friday"));
    expect(all.scenarios).toEqual([expected]);
  });

  it.each([
    ["number of clients", { clients: 10 }],
    ["latency", { latencyMs: 80 }],
    ["limit", { limited: true }],
  ])("keeps what was measured with another %s", (_, other) => {
    const kept = aResult([aSequence("ours", 1)], { scenario: { ...SCENARIO, ...other } });
    const results = withScenario(withScenario(empty, kept), aResult([]));
    expect(results.scenarios).toHaveLength(2);
    expect(results.scenarios).toContainEqual(kept);
  });

  it("sorts by limit, latency and number of clients, whatever came first", () => {
    const scenarios = [
      { clients: 10, latencyMs: 0, limited: false },
      { clients: 100, latencyMs: 0, limited: false },
      { clients: 10, latencyMs: 20, limited: false },
      { clients: 10, latencyMs: 0, limited: true },
    ];
    const results = scenarios
      .toReversed()
      .reduce((all, scenario) => withScenario(all, aResult([], { scenario })), {
        ...empty,
        scenarios: [] as ReturnType<typeof aResult>[],
      } as Parameters<typeof withScenario>[0]);
    expect(results.scenarios.map(({ scenario }) => scenario)).toEqual(scenarios);
  });
});
