import { describe, expect, it } from "vitest";
import { LEVERS, type Lever } from "../../bench/levers/levers.ts";
import type { LeverCost } from "../../bench/levers/run-lever.ts";
import { leversTable, plainCosts } from "../../bench/tables/levers.ts";

const plain: Lever = { key: "plain", title: "plain", backend: "files" };
const lever: Lever = { key: "lever", title: "`LEVER=1`", against: "plain", backend: "files" };
const database: Lever = {
  key: "database",
  title: "database",
  against: "plain",
  backend: "postgres",
};
const packed: Lever = { key: "packed", title: "packed", against: "database", backend: "postgres" };

const cost = (cpuMs: number, wallMs = cpuMs, peakBytes = cpuMs): LeverCost => ({
  cpuMs,
  wallMs,
  peakBytes,
});

function cells(table: string, head: string): string[] {
  const line = table.split("\n").find((each) => each.startsWith(`| ${head} `)) ?? "";
  return line
    .split("|")
    .slice(2, -1)
    .map((cell) => cell.trim());
}

describe("the table of levers", () => {
  it("divides each run by the one of the same turn, and shows the middle and the extremes", () => {
    const table = leversTable(
      new Map([
        [plain, [cost(1_000), cost(2_000), cost(4_000)]],
        [lever, [cost(500), cost(1_500), cost(1_000)]],
      ]),
    );
    const ratio = "0.50 × (0.25 – 0.75)";
    expect(cells(table, "`LEVER=1`")).toEqual(["plain", ratio, ratio, ratio]);
  });

  it("has CPU, wall and memory in columns of their own", () => {
    const table = leversTable(
      new Map([
        [plain, [cost(100, 100, 100)]],
        [lever, [cost(90, 80, 130)]],
      ]),
    );
    expect(cells(table, "`LEVER=1`")).toEqual(["plain", "0.90 ×", "0.80 ×", "1.30 ×"]);
  });

  it("compares a lever of the database with the database", () => {
    const table = leversTable(
      new Map([
        [plain, [cost(100)]],
        [database, [cost(300)]],
        [packed, [cost(150)]],
      ]),
    );
    expect(cells(table, "database")[1]).toBe("3.00 ×");
    expect(cells(table, "packed").slice(0, 2)).toEqual(["database", "0.50 ×"]);
    expect(cells(table, "plain")).toEqual([]);
  });

  it("leaves out what it has nothing to compare with", () => {
    expect(cells(leversTable(new Map([[packed, [cost(1)]]])), "packed")).toEqual([]);
  });
});

it("tells what those take that others are compared with, and of no other", () => {
  const costs = new Map([
    [plain, [cost(1_000, 5_000, 120e6)]],
    [database, [cost(2_000, 6_000, 130e6)]],
    [packed, [cost(1_500, 5_500, 130e6)]],
  ]);
  expect(plainCosts(costs)).toEqual([
    "* plain: 1.00 s of the engine's CPU, 5.00 s wall, 120 MB at its peak.",
    "* database: 2.00 s of the engine's CPU, 6.00 s wall, 130 MB at its peak.",
  ]);
});

describe("the levers", () => {
  it.each(LEVERS.map((each) => [each.key, each]))(
    "%s has what it is compared with before it",
    (key, { against }) => {
      const before = LEVERS.slice(
        0,
        LEVERS.findIndex((each) => each.key === key),
      );
      if (key === "plain" || key === "preview") expect(against).toBeUndefined();
      else expect(before.map((each) => each.key)).toContain(against);
    },
  );

  it.each(LEVERS.filter(({ against }) => against).map((each) => [each.key, each]))(
    "%s differs from that in something, and in nothing that it does not name",
    (_key, { against, backend, command, env = {}, query, oldestEngine }) => {
      const other = LEVERS.find(({ key }) => key === against);
      const named = [backend !== other?.backend, query, oldestEngine, ...Object.keys(env)];
      expect(named.filter(Boolean)).not.toHaveLength(0);
      expect(command).toBe(other?.command);
      expect(other?.env).toBeUndefined();
      expect(other?.query).toBeUndefined();
    },
  );
});
