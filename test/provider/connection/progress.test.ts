import { expect, test } from "vitest";
import { progressReporter } from "../../../provider/src/connection/progress.ts";

const EVENT = { method: "GET", path: "/v1/x", reason: "status 503", waitMs: 30_000 };

function reporter() {
  const lines: string[] = [];
  let time = 1_000_000;
  const report = progressReporter((line) => lines.push(line), { monotonicMs: () => time });
  return {
    lines,
    report,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

test("a long wait is one line with place, reason and length", () => {
  const { lines, report } = reporter();
  report(EVENT);
  expect(lines).toHaveLength(1);
  for (const part of ["GET /v1/x", "status 503", "30 s"]) expect(lines[0]).toContain(part);
});

test("a response that is late is reported without a length", () => {
  const { lines, report } = reporter();
  report({ ...EVENT, reason: "no response yet", waitMs: undefined });
  expect(lines).toEqual([expect.stringContaining("no response yet")]);
  expect(lines[0]).not.toMatch(/NaN|undefined/);
});

test.each([0, 1, 500, 1999])("a wait of %i ms is not reported", (waitMs) => {
  const { lines, report } = reporter();
  report({ ...EVENT, waitMs });
  expect(lines).toEqual([]);
});

test("a short wait does not use up the next line", () => {
  const { lines, report } = reporter();
  report({ ...EVENT, waitMs: 10 });
  report({ ...EVENT, waitMs: 2000 });
  expect(lines).toHaveLength(1);
});

test("however many calls wait, there is one line in five seconds", () => {
  const { lines, report, pass } = reporter();
  for (let call = 0; call < 100; call += 1) report(EVENT);
  pass(4999);
  report(EVENT);
  expect(lines).toHaveLength(1);
  pass(1);
  report(EVENT);
  report(EVENT);
  expect(lines).toHaveLength(2);
});
