import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProgress, type Share } from "../../../tools/pulumi/src/progress.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Writes what a step of 70 seconds says. */
async function stepOf70Seconds(isTerminal: boolean, share?: Share): Promise<string[]> {
  const written: string[] = [];
  const progress = createProgress({ write: (text) => written.push(text), isTerminal });
  const work = new Promise((done) => setTimeout(done, 70_000));
  const step = progress.during("Building", work, share);
  await vi.advanceTimersByTimeAsync(70_000);
  await step;
  return written;
}

test("without a terminal a long step says every 30 seconds that it goes on", async () => {
  expect(await stepOf70Seconds(false)).toEqual([
    "Building …\n",
    "  still at it after 30 s\n",
    "  still at it after 1 min 0 s\n",
    "  ended after 1 min 10 s\n",
  ]);
});

test("a terminal gets one line that is rewritten every second", async () => {
  const [title, ...lines] = await stepOf70Seconds(true);
  const end = lines.pop();
  expect(title).toBe("Building …\n");
  expect(lines.length).toBeGreaterThanOrEqual(69);
  expect(lines.every((line) => line.startsWith("\r") && !line.includes("\n"))).toBe(true);
  expect(end).toBe("\r\u001b[K  ended after 1 min 10 s\n");
});

test("a step that fails still ends its messages, and fails", async () => {
  const written: string[] = [];
  const progress = createProgress({ write: (text) => written.push(text), isTerminal: false });
  await expect(progress.during("Building", Promise.reject(new Error("no")))).rejects.toThrow("no");
  vi.advanceTimersByTime(120_000);
  expect(written).toEqual(["Building …\n", "  ended after 0 s\n"]);
});

test("a step whose share is known estimates the rest, in plain lines without a terminal", async () => {
  const shares = [0.02, 0.5];
  expect(await stepOf70Seconds(false, () => shares.shift())).toEqual([
    "Building …\n",
    "  still at it after 30 s: 2 % done\n",
    "  still at it after 1 min 0 s: 50 % done, about 1 min 0 s to go\n",
    "  ended after 1 min 10 s\n",
  ]);
});

test("a step whose share is known estimates the rest in the live line of a terminal", async () => {
  const [, first] = await stepOf70Seconds(true, () => 0.25);
  expect(first).toBe("\r\u001b[K  1 s: 25 % done, about 3 s to go");
});
