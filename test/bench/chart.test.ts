import { describe, expect, it } from "vitest";
import { canBeDrawn, chart } from "../../bench/compare/chart.ts";
import { aResult, aSequence, SCENARIO } from "./_results.ts";

const COLUMNS = [
  { key: "ours", title: "ours" },
  { key: "naive", title: "naive <one>" },
];

function oneDot(ms: number): string {
  return chart([aResult([aSequence("ours", 1), aSequence("naive", 1, { ms })])], COLUMNS);
}

/** The dots with a ratio: from left to right, and what they say. */
function dots(svg: string): { x: number; says: string }[] {
  const found = svg.matchAll(/<circle cx="([\d.]+)"[^>]*><title>([^<]*×)<\/title>/g);
  return [...found].map(([, x, says = ""]) => ({ x: Number(x), says }));
}

/** Where the line of equal times is. */
function equalTimes(svg: string): number {
  return Number(/<text x="([\d.]+)"[^>]*>ours<\/text>/.exec(svg)?.[1]);
}

describe("the chart", () => {
  it.each([
    [1_000, -1],
    [2_000, 0],
    [8_000, 1],
  ])("puts %i ms beside 2 s on the right side of the line", (ms, side) => {
    const svg = oneDot(ms);
    const [dot] = dots(svg);
    expect(Math.sign((dot?.x ?? Number.NaN) - equalTimes(svg))).toBe(side);
  });

  it("is logarithmic: each doubling is as wide as the next", () => {
    const sequences = [2_000, 4_000, 8_000].map((ms, index) => aSequence(`c${index}`, 1, { ms }));
    const columns = sequences.map(({ contender }) => ({ key: contender, title: contender }));
    const svg = chart([aResult([aSequence("ours", 1), ...sequences])], columns);
    const [a = 0, b = 0, c = 0] = dots(svg).map(({ x }) => x);
    expect(b - a).toBeGreaterThan(10);
    expect(c - b).toBeCloseTo(b - a, 0);
  });

  it("keeps extreme ratios inside the picture", () => {
    for (const ms of [1, 2_000_000]) {
      const [dot] = dots(oneDot(ms));
      expect(dot?.x).toBeGreaterThan(200);
      expect(dot?.x).toBeLessThan(860);
    }
  });

  it("draws no dot for what went wrong", () => {
    const failed = aSequence("naive", 1, { failure: "ended with code 1" });
    expect(dots(chart([aResult([aSequence("ours", 1), failed])], COLUMNS))).toEqual([]);
  });

  it("draws a panel for each number of clients", () => {
    const larger = aResult([aSequence("ours", 1)], { scenario: { ...SCENARIO, clients: 1_000 } });
    const svg = chart([aResult([aSequence("ours", 1)]), larger], COLUMNS);
    expect(svg).toContain(">100 clients<");
    expect(svg).toContain(">1,000 clients<");
  });

  it("is not drawn where there is nothing of ours to compare with", () => {
    expect(canBeDrawn(aResult([aSequence("ours", 1)]))).toBe(true);
    expect(canBeDrawn(aResult([aSequence("fleet", 1)]))).toBe(false);
  });

  it("names many contenders in several lines, all of them inside the picture", () => {
    const columns = Array.from({ length: 11 }, (_, n) => ({ key: `c${n}`, title: `name ${n}` }));
    const svg = chart([aResult([aSequence("ours", 1)])], columns);
    const names = [...svg.matchAll(/<text x="([\d.]+)" y="(\d+)">name/g)];
    expect(names).toHaveLength(11);
    expect(new Set(names.map(([, , y]) => y)).size).toBe(3);
    for (const [, x] of names) expect(Number(x)).toBeLessThan(860 - 150);
  });

  it("escapes what it writes", () => {
    const svg = oneDot(8_000);
    expect(svg).toContain("naive &lt;one&gt;: 4.00 ×");
    expect(svg).not.toContain("<one>");
  });
});
