import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { benchCommand, readArguments } from "../../bench/arguments.ts";
import { scenariosOf, WHOLE_MATRIX } from "../../bench/compare/scenario.ts";

const read = (...args: string[]) => readArguments(args, ["creates", "compare"]);

describe("the command line of the benchmark", () => {
  it("measures the whole matrix, once where it takes long, by default", () => {
    const { runs, compare } = read();
    expect(runs).toBe(3);
    expect(compare.matrix).toEqual(WHOLE_MATRIX);
    expect(compare.longRuns).toBe(1);
    expect(compare.contenders).toBeUndefined();
    expect(basename(compare.into)).toBe("bench");
  });

  it("takes the runs that it is given for long scenarios, too", () => {
    const { runs, compare } = read("--runs", "5");
    expect([runs, compare.longRuns]).toEqual([5, 5]);
  });

  it("creates 300 clients to compare levers of the engine, or as many as it is given", () => {
    expect(read().clients).toBe(300);
    expect(read("--clients", "20").clients).toBe(20);
  });

  it("takes lists in any order, and the same number once", () => {
    const { matrix } = read("compare", "--n", "100,10,100", "--latency", "20,0").compare;
    expect(matrix.counts).toEqual([10, 100]);
    expect(matrix.latenciesMs).toEqual([0, 20]);
  });

  it.each([
    [["--limit"], [true]],
    [["--no-limit"], [false]],
    [[], [false, true]],
  ])("takes %j for limits %j", (args, limits) => {
    expect(read(...args).compare.matrix.limits).toEqual(limits);
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
      "ours, ours-no-checkpoints, ours-journaled, floor, provider, naive, terraform",
    );
  });
});

describe("scenariosOf", () => {
  it("combines everything, few clients first", () => {
    const scenarios = scenariosOf(WHOLE_MATRIX);
    expect(scenarios).toHaveLength(18);
    expect(new Set(scenarios.map((scenario) => JSON.stringify(scenario))).size).toBe(18);
    const counts = scenarios.map(({ clients }) => clients);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });
});
