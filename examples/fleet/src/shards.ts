import { createHash } from "node:crypto";
import type { Client } from "./clients/check.ts";

/** The most stacks of a fleet: a name has four digits. */
export const MOST_STACKS = 9_999;

/**
 * The number, from 0, of the stack that a client belongs to, of so many: the jump consistent hash of
 * Lamping and Veach (https://arxiv.org/abs/1406.2294). It depends on the key alone, spreads keys evenly, and when
 * there are more stacks, a client either stays or moves to one of the new ones.
 */
export function shardOf(key: string, stacks: number): number {
  let state = createHash("sha256").update(key).digest().readBigUInt64BE();
  let [shard, next] = [-1, 0];
  while (next < stacks) {
    shard = next;
    state = BigInt.asUintN(64, state * 2862933555777941757n + 1n);
    next = Math.floor((shard + 1) * (2 ** 31 / (Number(state >> 33n) + 1)));
  }
  return shard;
}

export function stackName(shard: number): string {
  return `clients-${String(shard).padStart(4, "0")}`;
}

/** The clients of each stack, in the order of the file; empty for a stack that has none. */
export function shardsOf(clients: readonly Client[], stacks: number): readonly Client[][] {
  const shards: Client[][] = Array.from({ length: stacks }, () => []);
  for (const client of clients) shards[shardOf(client.key, stacks)]?.push(client);
  return shards;
}

/** Raised when the program makes something else of the same data, so that every stack is opened once. */
const PROGRAM_VERSION = 2;

/** The same for the same clients and settings, in whatever order clients and their fields come. */
export function inputHash(clients: readonly Client[], settings: string): string {
  const entries = clients.map(({ key, inputs }) => [key, inputs]);
  return digest([PROGRAM_VERSION, settings, Object.fromEntries(entries)]);
}

/** The same for the same keys and names. */
export function namesHash(clients: readonly Client[]): string {
  return digest(clients.map(({ key, inputs }) => `${key} ${inputs.clientName}`).toSorted());
}

function digest(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
