import pLimit, { type LimitFunction } from "p-limit";
import pMap from "p-map";

/** Bounds how many stacks are open at one time. What needs no open stack is done outside it. */
export type InTurn = LimitFunction;

/**
 * Goes through stacks, one more at a time than may be open: it makes the next one ready, and marks the last.
 *
 * @param parallel how many may be open, from 1.
 */
export async function takeTurns<Item>(
  items: readonly Item[],
  parallel: number,
  action: (item: Item, inTurn: InTurn) => Promise<void>,
): Promise<void> {
  const inTurn = pLimit(parallel);
  await pMap(items, (item) => action(item, inTurn), { concurrency: parallel + 1 });
}
