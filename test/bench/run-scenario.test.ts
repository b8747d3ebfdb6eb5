import { expect, it } from "vitest";
import type { ScenarioResult } from "../../bench/compare/results.ts";
import type { Rival } from "../../bench/compare/rivals/rival.ts";
import { runScenario, type ScenarioOptions } from "../../bench/compare/run-scenario.ts";
import { aResult, aSequence, SCENARIO } from "./_results.ts";

const opened: string[] = [];

/** Says that it was opened; there is nothing to measure of it. */
function rival(key: Rival["key"], problem?: string): Rival {
  return {
    key,
    async open() {
      opened.push(key);
      if (problem !== undefined) throw new Error(problem);
      const nothing = async () => undefined;
      return { declare: nothing, command: () => undefined, complete: undefined, state: nothing };
    },
  };
}

const api = { env: {}, reset() {} } as unknown as ScenarioOptions["api"];

/** Two runs of the floor, and by default of ours. */
async function run(rivals: readonly Rival[], done?: ScenarioResult, ofOurs = 2) {
  opened.length = 0;
  const saved: ScenarioResult[] = [];
  const operations = ["create"] as const;
  const result = await runScenario({
    ...{
      api,
      rivals,
      done,
      campaign: "now",
      quietMs: 10,
      absent: [],
      facts: [["Date", "later"]],
      say() {},
    },
    engine: {} as ScenarioOptions["engine"],
    planned: {
      scenario: SCENARIO,
      parts: [
        { contender: "floor", operations, runs: 2 },
        { contender: "ours", operations, runs: ofOurs },
      ],
    },
    save: async (each) => void saved.push(each),
  });
  return { result, saved };
}

it("contenders take turns, and each is saved once it is measured", async () => {
  const { result, saved } = await run([rival("floor"), rival("naive"), rival("ours")]);
  expect(opened).toEqual(["floor", "ours", "floor", "ours"]);
  expect(saved.map(({ sequences }) => sequences.length)).toEqual([1, 2, 3, 4]);
  expect(saved.at(-1)).toEqual(result);
  expect(new Set(result.sequences.map(({ campaign }) => campaign))).toEqual(new Set(["now"]));
});

it("one may have fewer turns than another", async () => {
  await run([rival("floor"), rival("ours")], undefined, 1);
  expect(opened).toEqual(["floor", "ours", "floor"]);
});

it("one that cannot be measured says why, and the others go on", async () => {
  const { result } = await run([rival("floor", "no /tmp/stytch-bench-ab/x"), rival("ours")]);
  const told = result.sequences.map(({ contender, stopped }) => [contender, stopped]);
  expect(told).toEqual([
    ["floor", "no ./x"],
    ["ours", undefined],
    ["floor", "no ./x"],
    ["ours", undefined],
  ]);
});

it("an interrupted run goes on with what was not measured, or not to its end", async () => {
  const done = aResult([
    { ...aSequence("floor", 1), campaign: "now" },
    { ...aSequence("ours", 1), campaign: "now", stopped: "it broke" },
  ]);
  const { result } = await run([rival("floor"), rival("ours")], done);
  expect(opened).toEqual(["ours", "floor", "ours"]);
  expect(result.facts).toEqual(done.facts);
  expect(result.sequences[0]).toEqual(done.sequences[0]);
  expect(result.sequences.filter(({ stopped }) => stopped !== undefined)).toEqual([]);
  expect(result.sequences).toHaveLength(4);
});
