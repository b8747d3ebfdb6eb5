import type { Client } from "./clients/check.ts";
import type { Mark } from "./mark.ts";
import { inputHash, shardsOf, stackName } from "./shards.ts";

/** One of K machines that share the stacks of a fleet. */
export interface Share {
  /** From 1 to `of`. */
  readonly number: number;
  readonly of: number;
}

/** A stack as the backend lists it. */
export interface Listed {
  readonly name: string;
  /** Of its last change, RFC 3339 with milliseconds. */
  readonly lastUpdate: string | undefined;
}

export interface Shard {
  readonly stack: string;
  readonly clients: readonly Client[];
  readonly input: string;
  readonly exists: boolean;
}

/** The stacks of this machine, with the clients that the data declares for each. */
export function shardsFor(
  clients: readonly Client[],
  stacks: number,
  listed: readonly Listed[],
  share: Share,
): readonly Shard[] {
  const existing = new Set(listed.map(({ name }) => name));
  return shardsOf(clients, stacks).flatMap((own, number) => {
    if (number % share.of !== share.number - 1) return [];
    const stack = stackName(number);
    return [{ stack, clients: own, input: inputHash(own), exists: existing.has(stack) }];
  });
}

/** Whether the last run left the stack exactly as the data declares it, and nothing changed it since. */
export function isUpToDate(shard: Shard, mark: Mark, listed: readonly Listed[]): boolean {
  if (!shard.exists) return shard.clients.length === 0;
  const time = listed.find(({ name }) => name === shard.stack)?.lastUpdate;
  return mark.kind === "done" && mark.input === shard.input && mark.time === time;
}
