import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { benchCommand, readArguments } from "../../bench/arguments.ts";
import { defaultPlan, type PlannedScenario } from "../../bench/compare/plan.ts";

const read = (...args: string[]) => readArguments(args, ["creates", "compare"]);

const conditions = (plan: readonly PlannedScenario[]) =>
  plan.map(({ scenario: { clients, latencyMs, limited } }) => [clients, latencyMs, limited]);

describe("the command line of the benchmark", () => {
  it("measures by default all that promises and tables need, as one new run", () => {
    const { runs, compare } = read();
    expect(runs).toBe(3);
    expect(compare.plan).toEqual(defaultPlan());
    expect(compare).toMatchObject({ isWhole: true, resume: false, reportOnly: false });
    expect(basename(compare.into)).toBe("bench");
  });

  it("gives each scenario the runs that it is given", () => {
    const { runs, compare } = read("--runs", "5");
    expect(runs).toBe(5);
    expect(new Set(compare.plan.flatMap(({ parts }) => parts.map((part) => part.runs)))).toEqual(
      new Set([5]),
    );
    expect(compare.isWhole).toBe(true);
  });

  it("creates 300 clients to compare levers of the engine, or as many as it is given", () => {
    expect(read().clients).toBe(300);
    expect(read("--clients", "20").clients).toBe(20);
  });

  it("takes lists in any order, and the same number once", () => {
    const args = ["--n", "100,10,100", "--latency", "20,0", "--no-limit"];
    const { compare } = read("compare", ...args);
    expect(conditions(compare.plan)).toEqual([
      [10, 0, false],
      [10, 20, false],
      [100, 0, false],
      [100, 20, false],
    ]);
    expect(compare.isWhole).toBe(false);
  });

  it.each([
    [["--limit"], [true]],
    [["--no-limit"], [false]],
    [
      ["--n", "10,100,1000"],
      [false, true],
    ],
  ])("takes %j for limits %j, and combines it with everything else", (args, limits) => {
    const { plan } = read(...args).compare;
    expect(plan).toHaveLength(9 * limits.length);
    expect(new Set(plan.map(({ scenario }) => scenario.limited))).toEqual(new Set(limits));
  });

  it("leaves of the default what the contenders have that it is given", () => {
    const { plan, isWhole } = read("--contenders", "fleet-machines,ours-journaled").compare;
    expect(isWhole).toBe(false);
    expect(plan.map(({ parts }) => parts.map(({ contender }) => contender))).toEqual([
      ["ours-journaled"],
      ["fleet-machines"],
      ["ours-journaled"],
      ["ours-journaled"],
    ]);
  });

  it("resumes a whole run, or reports without measuring", () => {
    expect(read("--resume").compare).toMatchObject({ resume: true, isWhole: true });
    expect(read("--report").compare.reportOnly).toBe(true);
  });

  it.each([
    ["--n", "0"],
    ["--n", "ten"],
    ["--n", "10,"],
    ["--n", "100001"],
    ["--latency", "-1"],
    ["--latency", "1.5"],
    ["--contenders", "ours,theirs"],
    ["--into", ""],
    ["--runs", "0"],
    ["--clients", "0"],
    ["--clients", "100001"],
    ["--runs", "101"],
    ["--output", ""],
  ])("refuses %s %j and names the option", (option, value) => {
    expect(() => read(`${option}=${value}`)).toThrow(option);
  });

  it.each([
    [["--rnus=3"], "--runs"],
    [["creates", "policy"], "too many arguments"],
    [["crates"], "creates, compare"],
  ])("refuses %j and says what there is", (args, remedy) => {
    expect(() => read(...args)).toThrow(remedy);
  });

  it("names every contender in its help", () => {
    expect(benchCommand(["compare"]).helpInformation().replaceAll(/\s+/g, " ")).toContain(
      "ours, ours-plugin, ours-no-checkpoints, ours-journaled, journaled-plugin, fleet, fleet-plugin, fleet-machines, floor, provider, naive, terraform",
    );
  });
});
