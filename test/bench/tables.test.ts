import { describe, expect, it } from "vitest";
import type { Measurement } from "../../bench/compare/results.ts";
import { callTable, timeTable, weightTable } from "../../bench/compare/tables.ts";
import { aResult, aSequence } from "./_results.ts";

const COLUMNS = [
  { key: "ours", title: "ours" },
  { key: "naive", title: "naive" },
];

/** The cells of a row, by what it begins with. */
function row(table: string, head: string): string[] {
  const line = table.split("\n").find((each) => each.startsWith(`| ${head}`));
  return (line ?? "")
    .split("|")
    .slice(2, -1)
    .map((cell) => cell.trim());
}

function beside(naive: Partial<Measurement>) {
  return aResult([aSequence("ours", 1, { ms: 2_000 }), aSequence("naive", 1, naive)]);
}

describe("the table of times", () => {
  it.each([
    [500, "0.3 ×"],
    [60, "0.03 ×"],
    [5_000, "2.5 ×"],
    [19_800, "9.9 ×"],
    [48_400, "24 ×"],
  ])("shows %i ms beside 2 s as a multiple", (ms, shown) => {
    expect(row(timeTable(beside({ ms }), COLUMNS), "create")).toEqual(["1 (2.00 s)", shown]);
  });

  it("shows a failed command by what it left undone, never by its time", () => {
    const failed = beside({ ms: 10, failure: "ended with code 1", right: 13, held: 13 });
    expect(row(timeTable(failed, COLUMNS), "create")[1]).toBe("fails: 87 undone");
  });

  it("distinguishes a command that reported success from one that failed", () => {
    expect(row(timeTable(beside({ right: 99 }), COLUMNS), "create")[1]).toBe("misses: 1 undone");
  });

  it("says that a command failed which left nothing undone", () => {
    const failed = beside({ failure: "ended with code 1" });
    expect(row(timeTable(failed, COLUMNS), "create")[1]).toBe("fails");
  });

  it("counts clients that should not be there as undone", () => {
    expect(row(timeTable(beside({ held: 103 }), COLUMNS), "create")[1]).toBe("misses: 3 undone");
  });

  it("leaves a dash where nothing was measured", () => {
    const result = aResult([aSequence("ours", 1), aSequence("naive", 1, { operation: "destroy" })]);
    expect(row(timeTable(result, COLUMNS), "create")).toEqual(["1 (2.00 s)", "–"]);
  });

  it("has no row for what no one did", () => {
    const shown = timeTable(beside({}), COLUMNS);
    expect(shown).toContain("| create");
    expect(shown).not.toContain("| destroy");
  });

  it("marks what was disturbed, and nothing else", () => {
    const cells = row(timeTable(beside({ ms: 4_000, others: 0.4 }), COLUMNS), "create");
    expect(cells).toEqual(["1 (2.00 s)", "2.0 × †"]);
  });

  it("shows seconds where ours is not there to compare with", () => {
    const alone = aResult([aSequence("naive", 1, { ms: 3_100 })]);
    expect(row(timeTable(alone, COLUMNS), "create")).toEqual(["–", "3.10 s"]);
  });
});

describe("the table of calls", () => {
  const routes = {
    "GET /v1/connected_apps/clients/{client_id}": 20,
    "POST /v1/connected_apps/clients": 3,
    "POST /v1/connected_apps/clients/search": 1,
    "POST /v1/connected_apps/clients/{client_id}/secrets/rotate/start": 2,
  };

  it("names routes by method, search and last word", () => {
    const cells = row(callTable(beside({ requests: routes }), COLUMNS), "create");
    expect(cells).toEqual(["100 POST", "1 search, 2 POST start, 20 GET, 3 POST"]);
  });

  it("says how many were refused", () => {
    const [, cell] = row(callTable(beside({ refused: 87 }), COLUMNS), "create");
    expect(cell).toBe("100 POST, 87 of them refused");
  });

  it("shows what each run made where they do not agree", () => {
    const again = aSequence("ours", 2, { requests: { "GET /v1/x/{client_id}": 4 } });
    const [cell] = row(callTable(aResult([aSequence("ours", 1), again]), COLUMNS), "create");
    expect(cell).toBe("100 POST / 4 GET");
  });

  it("shows a command without calls as 0, not as a gap", () => {
    expect(row(callTable(beside({ requests: {} }), COLUMNS), "create")[1]).toBe("0");
  });
});

describe("the table of weights", () => {
  it("divides the state by the clients and shows the memory of each process", () => {
    const weighed = aResult([
      aSequence("ours", 1, {
        stateBytes: 125_040,
        clearSecrets: 0,
        peakBytes: { provider: 192_400_000, program: 119_600_000, "language host": 68_000_000 },
      }),
    ]);
    expect(row(weightTable(weighed, COLUMNS), "ours")).toEqual([
      "1,250",
      "0",
      "120 MB",
      "192 MB",
      "–",
      "–",
    ]);
  });

  it("weighs no unfinished creation", () => {
    const unfinished = { right: 13, held: 13, stateBytes: 82_800, clearSecrets: 8 };
    expect(row(weightTable(beside(unfinished), COLUMNS), "naive")).toEqual(Array(6).fill("–"));
  });

  it("leaves dashes where there is no state and nothing was seen", () => {
    expect(row(weightTable(beside({}), COLUMNS), "naive")).toEqual(Array(6).fill("–"));
  });
});
