import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  machineTime,
  shareOfOthers,
  type Usage,
  usageNow,
  watchOthers,
} from "../../bench/others-load.ts";

const NOTHING: Usage = { wallMs: 0, machineMs: 0, treeMs: 0, liveMs: 0 };
const later = (changes: Partial<Usage>): Usage => ({ ...NOTHING, wallMs: 1_000, ...changes });

describe("the share of others", () => {
  it("is what is left of the machine's work, of all that its processors can do", () => {
    const end = later({ machineMs: 1_500, treeMs: 1_000, liveMs: 10 });
    expect(shareOfOthers(NOTHING, end, 0, 2)).toBe(0.25);
  });

  it("is not what processes used that were seen, but that no one waited for", () => {
    const end = later({ machineMs: 1_500, treeMs: 100, liveMs: 100 });
    expect(shareOfOthers(NOTHING, end, 1_200, 2)).toBeCloseTo(0.1);
  });

  it("is never less than nothing", () => {
    expect(shareOfOthers(NOTHING, later({ machineMs: 100, treeMs: 120 }), 0, 2)).toBe(0);
  });

  it("counts only what was used in between", () => {
    const before = later({ machineMs: 9_000, treeMs: 4_000, liveMs: 4_000 });
    const end = { wallMs: 2_000, machineMs: 10_000, treeMs: 4_500, liveMs: 4_100 };
    expect(shareOfOthers(before, end, 0, 1)).toBe(0.5);
  });
});

describe("the work of the machine", () => {
  it("is every column but those in which no one works, and but what is in others", () => {
    expect(machineTime("cpu  1 2 4 8000 16000 32 64 128 999 999\ncpu0 7 7\n")).toBe(2_310);
  });

  it("is not known where there is no such file", () => {
    expect(machineTime("")).toBeUndefined();
  });
});

/** Uses a processor for 300 ms, however long that takes. */
const BUSY =
  "const used = () => { const { user, system } = process.cpuUsage(); return user + system; }; while (used() < 300_000);";

describe.runIf(existsSync("/proc/stat"))("on this machine", () => {
  it("the work of a process that ended is the machine's and ours", async () => {
    const before = usageNow();
    await once(spawn(process.execPath, ["-e", BUSY]), "exit");
    const end = usageNow();
    const spent = (key: keyof Usage) => (end?.[key] ?? Number.NaN) - (before?.[key] ?? 0);
    expect(spent("treeMs")).toBeGreaterThanOrEqual(290);
    expect(spent("machineMs")).toBeGreaterThanOrEqual(290);
    expect(spent("treeMs") - spent("liveMs")).toBeGreaterThanOrEqual(290);
    expect(spent("wallMs")).toBeGreaterThan(100);
  });

  it("the share of others is from none to all", async () => {
    const watch = watchOthers();
    await setTimeout(50);
    const share = watch.stop();
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1);
  });
});
