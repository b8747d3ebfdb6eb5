import { setTimeout as delay } from "node:timers/promises";

/** @returns whether there was such a process. */
export function end(pid: number): boolean {
  try {
    process.kill(pid, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}

/** Orphans end by themselves once they see that the engine is gone; those that do not are ended. */
export async function allGone(pids: readonly number[]): Promise<void> {
  const isThere = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  for (let tries = 0; tries < 100 && pids.some(isThere); tries += 1) await delay(100);
  for (const pid of pids.filter(isThere)) end(pid);
}
