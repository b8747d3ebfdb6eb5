import type { LockOptions } from "./locks.ts";
import type { Listing } from "./lost-creates.ts";
import type { Listed, Share } from "./plan.ts";
import type { Room } from "./room.ts";
import type { Stop } from "./stop.ts";

export interface RunOptions {
  /** Stacks that are open at one time, from 1. */
  readonly parallel: number;
  readonly share: Share;
  readonly locks: LockOptions;
  /** Whether to delete what a killed run created and no state knows. */
  readonly deleteLost: boolean;
  readonly stop: Stop;
}

/** One run, on stacks that it opens one after the other or several at a time. */
export interface Run extends RunOptions {
  readonly room: Room;
  readonly stacks: number;
  /** The stacks of the backend before the run. */
  readonly listed: readonly Listed[];
  /** Notes for the record, by the number of the stack; grows. */
  readonly notes: Map<number, string>;
  /** The growth that the run is a part of. */
  readonly growth: string | undefined;
  /** The clients of the project before the run; asked for once, by the first stack that creates some. */
  listing?: Promise<Listing>;
}

/**
 * How many stacks are open at one time, unless someone says so: while one waits for its engine or for Stytch, the other
 * works. Of a budget of requests that several share, what one leaves unused is lost; one that each has, they would exceed.
 */
export function parallelFor(hasBudget: boolean): number {
  return hasBudget ? 1 : 2;
}

/** What a stack's part of a budget of requests a second is, while all machines have all their stacks open. */
export function partOf(requestsPerSecond: number, parallel: number, machines: number): number {
  return Math.max(SMALLEST, requestsPerSecond / (parallel * machines));
}

/** The provider takes no smaller one. */
const SMALLEST = 0.1;
