import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import { descendants, MS_A_TICK, readProc } from "./processes.ts";

/** Measures what processes of others use of the machine, while ours work. */
export interface OthersWatch {
  /**
   * Ends it.
   *
   * @param seenCpuMs what the processes used that began meanwhile, as far as they were seen: the kernel
   *   adds up only those that someone waited for.
   * @returns the share of all processors, from 0 to 1; undefined where there is no `/proc`.
   */
  stop(seenCpuMs?: number): number | undefined;
}

export function watchOthers(): OthersWatch {
  const before = usageNow();
  return {
    stop(seenCpuMs = 0) {
      const after = usageNow();
      if (before === undefined || after === undefined) return undefined;
      return shareOfOthers(before, after, seenCpuMs, availableParallelism());
    },
  };
}

/** What was used so far, in milliseconds. */
export interface Usage {
  readonly wallMs: number;
  /** Of all processors, by everyone; time that a host took from this machine counts, too. */
  readonly machineMs: number;
  /** By this process and those below it, with all that ended and were waited for. */
  readonly treeMs: number;
  /** The same, of those processes alone that still run. */
  readonly liveMs: number;
}

/** What is left of the machine's work once ours is taken away, of all that its processors can do. */
export function shareOfOthers(
  before: Usage,
  after: Usage,
  seenCpuMs: number,
  processors: number,
): number {
  const spent = (key: keyof Usage) => after[key] - before[key];
  // Neither sum has everything: one lacks those that no one waited for, the other the shortest.
  const own = Math.max(spent("treeMs"), spent("liveMs") + seenCpuMs);
  const possible = spent("wallMs") * processors;
  return Math.min(1, Math.max(0, spent("machineMs") - own) / Math.max(1, possible));
}

/** Undefined where there is no `/proc`. */
export function usageNow(): Usage | undefined {
  const machineMs = machineTime(readProc("/proc/stat"));
  if (machineMs === undefined) return undefined;
  const times = [process.pid, ...descendants(process.pid)].map(timesOf);
  return {
    wallMs: performance.now(),
    machineMs,
    treeMs: times.reduce((sum, { own, ended }) => sum + own + ended, 0),
    liveMs: times.reduce((sum, { own }) => sum + own, 0),
  };
}

/** The names of the columns are in `man proc_stat`: 3 and 4 are those in which no one works. */
const IDLE = [3, 4];
/** Time of guests is in those before. */
const COLUMNS = 8;

/** @param text of `/proc/stat`. @returns milliseconds in which processors worked. */
export function machineTime(text: string): number | undefined {
  const line = /^cpu +(.*)$/m.exec(text)?.[1];
  if (line === undefined) return undefined;
  const ticks = line.split(" ").map(Number).slice(0, COLUMNS);
  const busy = ticks.filter((_, column) => !IDLE.includes(column));
  return busy.reduce((sum, each) => sum + each, 0) * MS_A_TICK;
}

/** Of one process, and of all below it that have ended. */
function timesOf(pid: number): { own: number; ended: number } {
  const text = readProc(`/proc/${pid}/stat`);
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = text
    .slice(text.lastIndexOf(")"))
    .split(" ")
    .slice(12, 16)
    .map(Number);
  return { own: (user + system) * MS_A_TICK, ended: (endedUser + endedSystem) * MS_A_TICK };
}
