import { join } from "node:path";
import lockfile from "proper-lockfile";
import type { Context } from "../context.ts";

/**
 * Runs `work` while no other process adds to the same cache. Waits for another one
 * as long as that one is alive: it renews its lock three times within `lockStaleMs`.
 *
 * @param unlockable makes the error for a folder in which no lock can be held.
 */
export async function withLock<T>(
  context: Context,
  work: () => Promise<T>,
  unlockable: (reason: string) => Error,
): Promise<T> {
  const release = await acquire(context).catch((error: unknown) => {
    throw unlockable(error instanceof Error ? error.message : String(error));
  });
  try {
    return await work();
  } finally {
    // A lock that was lost is not ours to release, and the work is done.
    await release().catch(() => undefined);
  }
}

async function acquire(context: Context): Promise<() => Promise<void>> {
  const options = {
    lockfilePath: join(context.cacheFolder, "engine.lock"),
    realpath: false,
    stale: context.lockStaleMs,
    update: Math.floor(context.lockStaleMs / 3),
    // A machine that slept loses its lock. The work goes on: only a whole engine is ever published.
    onCompromised: () => undefined,
  };
  try {
    return await lockfile.lock(context.cacheFolder, options);
  } catch (error) {
    if (!isHeldByAnother(error)) throw error;
  }
  context.progress.say("Another process is building or installing for Pulumi; waiting for it.");
  const retries = { forever: true, factor: 1, minTimeout: 250, maxTimeout: 250 };
  return lockfile.lock(context.cacheFolder, { ...options, retries });
}

function isHeldByAnother(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ELOCKED";
}
