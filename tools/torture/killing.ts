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

/**
 * Orphans end by themselves once they see that the engine is gone; those that do not are ended.
 *
 * @returns the command lines of these.
 */
export async function allGone(pids: readonly number[]): Promise<string[]> {
  const isThere = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  for (let tries = 0; tries < 100 && pids.some(isThere); tries += 1) await delay(100);
  const left = pids.filter(isThere);
  const commands = left.map(commandLine);
  for (const pid of left) end(pid);
  return commands;
}
