import { StytchApiError } from "../stytch/errors.ts";

/** Milliseconds before each look at what became of a call whose response was lost, and which may still run. */
const LOOKS_MS = [0, 500, 1_000, 2_000];
/** The same where Stytch itself reported a failure. */
const LOOKS_AFTER_RESPONSE_MS = [0, 500];

/** A search may show a client only seconds after its creation. */
const LAST_SEARCH_MS = 4_000;

/** Milliseconds to wait before each look at the server, after a call that met `error`. */
export function looksAfter(error: unknown): readonly number[] {
  return isOfStytch(error) ? LOOKS_AFTER_RESPONSE_MS : LOOKS_MS;
}

/** The same before each search for a client whose create met `error`. */
export function searchesAfter(error: unknown): readonly number[] {
  return isOfStytch(error) ? LOOKS_AFTER_RESPONSE_MS : [...LOOKS_MS, LAST_SEARCH_MS];
}

/** After a gateway's 502, 503 or 504, the server behind it may still be working. */
function isOfStytch(error: unknown): boolean {
  return error instanceof StytchApiError && error.status === 500;
}
