import { setTimeout as delay } from "node:timers/promises";
import DataLoader from "dataloader";
import type { ConnectedApp, StytchApi } from "./api.ts";
import { type Clock, SYSTEM_CLOCK } from "./clock.ts";
import { StytchApiError, StytchResponseError } from "./errors.ts";
import { createListing, type Listing } from "./listing.ts";

/** The engine's first reads arrive within 20 ms, less than 10 ms after one another. */
const WINDOW_MS = 20;
/** How long reads that single calls would serve better wait for others to join them. */
const PATIENCE_MS = 100;
/** A listing that nothing has read for this long belongs to something that is over. */
const IDLE_MS = 5_000;
const MAX_AGE_MS = 300_000;

export interface BatchedReadsOptions {
  /** Default: that of this machine. */
  readonly clock?: Clock;
  /** Resolves after the given milliseconds; for tests. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** What became of one read. */
type Reading =
  | { readonly kind: "read"; readonly app: ConnectedApp }
  | { readonly kind: "failed"; readonly error: Error };

/**
 * The same API, where reads that ask for `batch` share search pages of 1,000 clients: reads of N
 * clients cost at most one call for each 1,000 clients of the project, plus one. A read that comes
 * alone is one GET. A client that is on no page is read by GET, and only that response proves that it is
 * gone.
 *
 * The engine reads in waves, a few at a time, so pages serve later reads too: until this process
 * ends a write, or nothing was read for 5 s, and for 5 minutes at most. That misses no drift: a
 * refresh does not happen at one moment. Whatever changed before it began is on its pages, and what someone else
 * changes during it could also come after a single GET.
 *
 * An error of the search, including 401 and outages, is the error of every read that waits for it,
 * so that nothing counts as gone, and an outage does not cause a call for each client. Only GETs replace a search
 * that is refused or whose response cannot be read, perhaps because of someone else's client.
 */
export function batchedReads(api: StytchApi, options: BatchedReadsOptions = {}): StytchApi {
  const { clock = SYSTEM_CLOCK, wait = delay } = options;
  const now = () => clock.monotonicMs();
  let listing: Listing | undefined;
  let openedAt = 0;
  let usedAt = 0;
  let searchWorks = true;

  function forget(): void {
    listing = undefined;
  }

  function present(maxAgeMs = MAX_AGE_MS): Listing | undefined {
    if (now() - usedAt > IDLE_MS || now() - openedAt > maxAgeMs) forget();
    usedAt = now();
    return listing;
  }

  function open(): Listing {
    openedAt = now();
    listing = createListing(api);
    return listing;
  }

  async function readAll(clientIds: readonly string[]): Promise<Reading[]> {
    const known = present() ?? open();
    const ids = [...new Set(clientIds)];
    known.expect(ids.length);
    if (known.reads() > 1 && searchWorks) {
      try {
        await fetchFor(known, ids);
      } catch (error) {
        if (!givesWay(error)) return clientIds.map(() => failed(error));
        searchWorks = false;
      }
      usedAt = now();
    }
    const readings = new Map(ids.map((id) => [id, readOne(known, id)]));
    return Promise.all(clientIds.flatMap((id) => readings.get(id) ?? []));
  }

  async function readOne(known: Listing, id: string): Promise<Reading> {
    try {
      return { kind: "read", app: known.get(id) ?? (await api.getConnectedApp(id)) };
    } catch (error) {
      return failed(error);
    }
  }

  async function fetchFor(known: Listing, ids: readonly string[]): Promise<void> {
    await known.fetch(ids);
    if (known.complete() || ids.every((id) => known.get(id))) return;
    await wait(PATIENCE_MS);
    await known.fetch(ids);
  }

  const reads = new DataLoader<string, Reading>(readAll, {
    cache: false,
    batchScheduleFn: (dispatch) => void wait(WINDOW_MS).then(dispatch),
  });

  async function read(clientId: string, maxAgeMs: number | undefined): Promise<ConnectedApp> {
    const known = present(maxAgeMs);
    const app = known?.get(clientId);
    if (app) {
      known?.expect(1);
      return app;
    }
    const reading = await reads.load(clientId);
    if (reading.kind === "failed") throw reading.error;
    return reading.app;
  }

  /** A read during a write may show the state before or after it, so it is discarded afterwards. */
  function write<Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) {
    return async (...args: Args): Promise<Result> => {
      try {
        return await call(...args);
      } finally {
        forget();
      }
    };
  }

  return {
    ...api,
    getConnectedApp: (clientId, { batch = false, maxAgeMs, ...callOptions } = {}) =>
      batch && !callOptions.signal
        ? read(clientId, maxAgeMs)
        : api.getConnectedApp(clientId, callOptions),
    createConnectedApp: write(api.createConnectedApp),
    updateConnectedApp: write(api.updateConnectedApp),
    deleteConnectedApp: write(api.deleteConnectedApp),
    startSecretRotation: write(api.startSecretRotation),
    cancelSecretRotation: write(api.cancelSecretRotation),
    completeSecretRotation: write(api.completeSecretRotation),
  };
}

function failed(error: unknown): Reading {
  return { kind: "failed", error: error instanceof Error ? error : new Error(String(error)) };
}

/** Whether it says nothing about single clients: the search was refused, or its response was unreadable. */
function givesWay(error: unknown): boolean {
  if (error instanceof StytchResponseError) return true;
  return (
    error instanceof StytchApiError && error.status < 500 && ![401, 429].includes(error.status)
  );
}
