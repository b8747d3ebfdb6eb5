import { mkdir } from "node:fs/promises";
import { CACHE_VARIABLE } from "./cache/location.ts";
import { withLock } from "./cache/lock.ts";
import { type Context, createContext, type EngineOptions } from "./context.ts";
import { type Engine, isLacking, type Way } from "./engine.ts";
import { EngineError, type FailedWay, failed } from "./engine-error.ts";
import { cached } from "./ways/cached.ts";
import { goBuild } from "./ways/go-build.ts";
import { installer } from "./ways/installer.ts";
import { onPath } from "./ways/on-path.ts";

/** Quick ways that change nothing, then those that fill the cache. */
const FINDING = [onPath, cached];
const FILLING = [installer, goBuild];

/**
 * A Pulumi engine with a Node.js language host: the user's own on `PATH`, else the one in the
 * cache, else the official installer's, else one built from Go modules (minutes, once a machine).
 * Processes that ask at the same time share one installation or build.
 *
 * @throws {EngineError} when every way failed; it says what each one lacked, and what helps
 */
export async function provideEngine(options: EngineOptions = {}): Promise<Engine> {
  const context = createContext(options);
  const failures: FailedWay[] = [];
  const found = await first(FINDING, context, failures);
  if (found !== undefined) return found;

  const obstacle = await createCache(context.cacheFolder);
  if (obstacle !== undefined) {
    throw new EngineError([...failures, ...FILLING.map((way) => failed(way, obstacle))]);
  }
  const fill = async () => {
    // Whoever held the lock before may have filled the cache.
    const engine =
      (await first([cached], context, [])) ?? (await first(FILLING, context, failures));
    if (engine === undefined) throw new EngineError(failures);
    return engine;
  };
  return withLock(context, fill, (reason) => {
    const obstacle = unusable(`cannot be locked (${reason})`);
    return new EngineError([...failures, ...FILLING.map((way) => failed(way, obstacle))]);
  });
}

/** An engine that is on hand: on `PATH` or in the cache. It installs and builds nothing. */
export function findEngine(options: EngineOptions = {}): Promise<Engine | undefined> {
  return first(FINDING, createContext(options), []);
}

/** The first way that gives an engine; what the others lacked is added to `failures`. */
async function first(
  ways: readonly Way[],
  context: Context,
  failures: FailedWay[],
): Promise<Engine | undefined> {
  for (const way of ways) {
    const outcome = await way.provide(context);
    if (!isLacking(outcome)) return outcome;
    failures.push(failed(way, outcome.lacking));
  }
  return undefined;
}

async function createCache(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder, { recursive: true });
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return unusable(`cannot be created (${reason})`);
  }
}

function unusable(problem: string): string {
  return `the cache folder ${problem}; choose another with ${CACHE_VARIABLE}`;
}
