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

const CAPACITY = 20_000;

export function createClearSecrets(): ClearSecrets {
  const byHash = new Map<string, string>();
  return {
    remember(clear) {
      const hash = sha256(clear);
      byHash.delete(hash);
      byHash.set(hash, clear);
      const [oldest] = byHash.keys();
      if (byHash.size > CAPACITY && oldest !== undefined) byHash.delete(oldest);
      return { sha256: hash, lastFour: clear.slice(-4) };
    },
    find: (hash) => byHash.get(hash),
  };
}
