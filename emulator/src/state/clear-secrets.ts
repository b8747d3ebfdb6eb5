import { sha256 } from "../ids.ts";
import type { StoredSecret } from "./stored-secret.ts";

/**
 * The client secrets that this process has issued or was given, in clear text, for pages and seeds that are
 * asked for them. In memory only: a state file has hashes.
 */
export interface ClearSecrets {
  /** @returns What is kept of the secret for good. */
  remember(clear: string): StoredSecret;
  /** Undefined for a secret of an earlier process, and for one that many newer ones have displaced. */
  find(sha256: string): string | undefined;
}

/** The last so many are known, and never twice as many. */
const CAPACITY = 20_000;

export function createClearSecrets(): ClearSecrets {
  let older = new Map<string, string>();
  let newer = new Map<string, string>();
  return {
    remember(clear) {
      const hash = sha256(clear);
      newer.set(hash, clear);
      if (newer.size >= CAPACITY) {
        older = newer;
        newer = new Map();
      }
      return { sha256: hash, lastFour: clear.slice(-4) };
    },
    find: (hash) => newer.get(hash) ?? older.get(hash),
  };
}
