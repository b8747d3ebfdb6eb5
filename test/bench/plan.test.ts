import { describe, expect, it } from "vitest";
import { CONTENDERS } from "../../bench/compare/contenders.ts";
import { defaultPlan, planOf, WHOLE_MATRIX } from "../../bench/compare/plan.ts";
import { promisesOf } from "../../bench/compare/promises/index.ts";
import type { ScenarioResult } from "../../bench/compare/results.ts";
import { allRivals } from "../../bench/compare/rivals/index.ts";
import { OPERATIONS } from "../../bench/compare/scenario.ts";
import { aMeasurement } from "./_results.ts";

/** What a plan would measure if all went well, at once and with what a process needs. */
function measured(): ScenarioResult[] {
  return defaultPlan().map(({ scenario, parts }) => ({
    scenario,
    facts: [],
    absent: [],
    sequences: parts.map(({ contender, operations }) => ({
      contender,
      run: 1,
      measurements: operations.map((operation) => {
        const held = operation === "destroy" ? 0 : scenario.clients;
        const peakBytes = { program: 1, provider: 1, engine: 1 };
        return aMeasurement({ operation, expected: held, right: held, held, peakBytes });
      }),
    })),
  }));
}

describe("the default plan", () => {
  it("has everything that a promise is judged by", () => {
    const without = promisesOf(measured()).filter(({ kept }) => kept === undefined);
    expect(without).toEqual([]);
  });

  it("lacks a promise's figures without any of the scenarios in which times are promised", () => {
    for (const clients of [1_000, 5_000]) {
      const rest = measured().filter(({ scenario }) => scenario.clients !== clients);
      expect(promisesOf(rest).some(({ kept }) => kept === undefined)).toBe(true);
    }
  });

  it("has each contender with 1,000 clients, but for what only several stacks at once show", () => {
    const [thousand] = defaultPlan().filter(({ scenario }) => scenario.clients === 1_000);
    const keys = thousand?.parts.map(({ contender }) => contender);
    const all = CONTENDERS.map(({ key }) => key);
    expect(keys).toEqual(all.filter((key) => key !== "fleet-machines"));
  });

  it("measures the short ones of 1,000 clients more often than the others", () => {
    const [thousand] = defaultPlan().filter(({ scenario }) => scenario.clients === 1_000);
    const often = thousand?.parts.filter(({ runs }) => runs > 1);
    expect(often?.map(({ contender, runs }) => [contender, runs])).toEqual([
      ["floor", 5],
      ["provider", 5],
    ]);
  });

  it("has operations in their order, create first, destroy last where it is not too long", () => {
    for (const { scenario, parts } of defaultPlan()) {
      for (const { operations } of parts) {
        expect(operations).toEqual(OPERATIONS.filter((each) => operations.includes(each)));
        expect(operations[0]).toBe("create");
        if (scenario.clients <= 1_000) expect(operations.at(-1)).toBe("destroy");
      }
    }
  });

  it("has each condition once, few clients first", () => {
    const scenarios = defaultPlan().map(({ scenario }) => scenario);
    expect(new Set(scenarios.map((each) => JSON.stringify(each))).size).toBe(scenarios.length);
    const counts = scenarios.map(({ clients }) => clients);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });
});

describe("a plan of given conditions", () => {
  it("combines everything, few clients first, for all contenders", () => {
    const plan = planOf(WHOLE_MATRIX);
    const scenarios = plan.map(({ scenario }) => scenario);
    expect(new Set(scenarios.map((each) => JSON.stringify(each))).size).toBe(18);
    const counts = scenarios.map(({ clients }) => clients);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    for (const { parts } of plan) expect(parts).toHaveLength(CONTENDERS.length);
  });

  it.each([
    [100, false],
    [1_000, true],
  ])("with %i clients changes one client apart from 1 %%: %s", (clients, has) => {
    const [scenario] = planOf({ counts: [clients], latenciesMs: [0], limits: [false] });
    const operations = scenario?.parts[0]?.operations;
    expect(operations?.includes("change-one")).toBe(has);
    expect(operations).toContain("change-some");
  });
});

it("each contender of the report is one that can be run", () => {
  const rivals = allRivals(async () => "").map(({ key }) => key);
  expect(rivals.toSorted()).toEqual(CONTENDERS.map(({ key }) => key).toSorted());
});
