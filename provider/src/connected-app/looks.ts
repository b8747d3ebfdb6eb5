import type { StytchApi } from "../stytch/api.ts";
import { StytchApiError } from "../stytch/errors.ts";

/** Waits for so many milliseconds. */
export type Wait = (ms: number) => Promise<unknown>;

/** Milliseconds before each look at what became of a lost response's call, which may still be running. */
const LOOKS_MS = [0, 500, 1_000, 2_000];
/** The same where Stytch itself said that it had failed. */
const LOOKS_AFTER_RESPONSE_MS = [0, 500];

/** Milliseconds to wait before each look at the server, after a call that met `error`. */
export function looksAfter(error: unknown): readonly number[] {
  // Of a gateway's 502, 503 or 504 nobody knows whether the server behind it has ended.
  const isOfStytch = error instanceof StytchApiError && error.status === 500;
  return isOfStytch ? LOOKS_AFTER_RESPONSE_MS : LOOKS_MS;
}

const waits = new WeakMap<StytchApi, Wait>();

/** How the looks of one project wait. */
export function waitOf(api: StytchApi): Wait {
  return waits.get(api) ?? pause;
}

/** Has the looks of a project wait in another way; for tests. */
export function setWait(api: StytchApi, wait: Wait): void {
  waits.set(api, wait);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
