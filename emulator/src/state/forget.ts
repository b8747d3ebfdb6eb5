import type { Collection, Entity } from "./collection.ts";
import type { ProjectState } from "./store.ts";

/** How long something is still reported as expired, and not as unknown. */
const GRACE_MS = 60 * 60_000;

/** How many used and ended ones of a kind are remembered, so that a replay is recognized. */
const KEPT_SPENT = 1000;

/** How many of a kind are remembered that may still be used: more would fill the memory before they expire. */
const KEPT_LIVE = 10_000;

/** Drops codes, tokens and sessions that expired an hour ago, and all but the last of the others. */
export function forgetOld(state: ProjectState, now: number): void {
  drop(state.authorizationCodes, now, ({ used }) => used);
  drop(state.accessTokens, now, ({ ending }) => ending !== null);
  drop(state.refreshTokens, now, ({ used, ending }) => used || ending !== null);
  drop(state.sessions, now, () => false);
  drop(state.loginTokens, now, () => false);
}

function drop<T extends Entity & { expiresAt: number }>(
  collection: Collection<T>,
  now: number,
  isSpent: (entity: T) => boolean,
): void {
  const recent = collection.filter((entity) => entity.expiresAt + GRACE_MS > now);
  const kept = new Set([
    ...recent.filter(isSpent).slice(-KEPT_SPENT),
    ...recent.filter((entity) => !isSpent(entity)).slice(-KEPT_LIVE),
  ]);
  collection.removeAll((entity) => !kept.has(entity));
}
