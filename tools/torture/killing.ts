import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { commandLine } from "../../bench/processes.ts";

/** @returns whether there was such a process. */
export function end(pid: number, signal: "SIGKILL" | "SIGINT" = "SIGKILL"): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Whether there is such a process, and more of it than its number, which one keeps that no one waits for. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return true;
  }
}

/**
 * Orphans end by themselves once they see that the engine is gone; those that do not are ended.
 *
 * @returns the command lines of these.
 */
export async function allGone(pids: readonly number[]): Promise<string[]> {
  for (let tries = 0; tries < 100 && pids.some(isRunning); tries += 1) await delay(100);
  const left = pids.filter(isRunning);
  const commands = left.map(commandLine);
  for (const pid of left) end(pid);
  return commands;
}
