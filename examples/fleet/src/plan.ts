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
  readonly lastUpdate?: string;
  readonly resourceCount?: number;
}

export interface Shard {
  /** From 0. */
  readonly number: number;
  readonly stack: string;
  readonly clients: readonly Client[];
  /** A hash of the clients and of the settings that they are deployed with. */
  readonly input: string;
  /** Undefined for a stack that does not exist. */
  readonly listed: Listed | undefined;
}

/**
 * The stacks of this machine, with the clients that the data declares for each.
 *
 * @param settings a text that differs when all stacks have to be opened because of it.
 */
export function shardsFor(
  clients: readonly Client[],
  stacks: number,
  settings: string,
  listed: readonly Listed[],
  share: Share,
): readonly Shard[] {
  const byName = new Map(listed.map((one) => [one.name, one]));
  return shardsOf(clients, stacks).flatMap((own, number) => {
    if (number % share.of !== share.number - 1) return [];
    const stack = stackName(number);
    const input = inputHash(own, settings);
    return [{ number, stack, clients: own, input, listed: byName.get(stack) }];
  });
}

/** Whether there is nothing to open: no clients, and no stack of former ones. */
export function isNothing({ clients, listed }: Shard): boolean {
  return listed === undefined && clients.length === 0;
}

/** Whether the last run left the stack exactly as the data declares it, and nothing changed it since. */
export function isUpToDate({ input, listed }: Shard, mark: Mark): boolean {
  return (
    listed !== undefined &&
    mark.kind === "done" &&
    mark.input === input &&
    mark.time === listed.lastUpdate &&
    mark.resources === listed.resourceCount
  );
}
