import pMap from "p-map";
import type { Client } from "./clients/check.ts";
import { deploy } from "./deploy.ts";
import { FleetError } from "./fleet-error.ts";
import { readLayout, recordStacks, requireCount } from "./layout.ts";
import { MARK_TAG, markOf } from "./mark.ts";
import { isUpToDate, type Shard, shardsFor } from "./plan.ts";
import { showProgress } from "./progress.ts";
import type { Tally } from "./report.ts";
import type { Room } from "./room.ts";
import type { Run, RunOptions } from "./run.ts";

/** Commands that are asked at one time what stands in a stack's tags. */
const ASKED_AT_ONCE = 4;

export interface UpResult {
  /** The stacks that were opened, with what was done there. */
  readonly opened: ReadonlyMap<string, Tally>;
  /** How many stacks were as declared, and not opened. */
  readonly unchanged: number;
}

export interface UpOptions extends RunOptions {
  /** For a new fleet, or as it has. Default: as it has. */
  readonly stacks: number | undefined;
  /** Whether to open stacks whose clients did not change too. */
  readonly all: boolean;
}

/**
 * Deploys the clients, opening only the stacks that are not as declared.
 *
 * @throws FleetError before anything is opened; what goes wrong later is in the tallies.
 */
export async function up(
  room: Room,
  clients: readonly Client[],
  options: UpOptions,
): Promise<UpResult> {
  const stacks = await stacksOf(room, options.stacks);
  return deployAll({ ...options, room, stacks, growth: undefined }, clients, options.all);
}

/** @param all whether to open stacks whose clients did not change too. */
export async function deployAll(
  run: Run,
  clients: readonly Client[],
  all: boolean,
): Promise<UpResult> {
  const shards = await shardsToOpen(run, clients, all);
  const progress = showProgress(shards.open.length);
  const opened = new Map<string, Tally>();
  try {
    const open = async (shard: Shard) => {
      opened.set(shard.stack, await deploy(run, shard, progress));
    };
    await pMap(shards.open, open, { concurrency: run.parallel });
  } finally {
    progress.end();
  }
  return { opened, unchanged: shards.unchanged };
}

async function stacksOf({ cli }: Room, asked: number | undefined): Promise<number> {
  if (asked !== undefined) requireCount(asked);
  const layout = await readLayout(cli);
  if (layout?.growth !== undefined) {
    const { to } = layout.growth;
    throw new FleetError(
      `The fleet is growing to ${to} stacks; complete that first: grow --stacks ${to}`,
    );
  }
  if (layout !== undefined) {
    if (asked === undefined || asked === layout.stacks) return layout.stacks;
    throw new FleetError(
      `The fleet has ${layout.stacks} stacks, not ${asked}. To have more: grow --stacks ${asked}`,
    );
  }
  if (asked === undefined) {
    throw new FleetError("The fleet is new: say how many stacks it has, with --stacks.");
  }
  await recordStacks(cli, asked);
  return asked;
}

async function shardsToOpen(run: Run, clients: readonly Client[], all: boolean) {
  const { cli } = run.room;
  const listed = await cli.stacks();
  const shards = shardsFor(clients, run.stacks, listed, run.share);
  const judge = async (shard: Shard) => {
    if (all) return shard.exists || shard.clients.length > 0;
    const tags = shard.exists ? await cli.tags(shard.stack) : {};
    return !isUpToDate(shard, markOf(tags[MARK_TAG]), listed);
  };
  const verdicts = await pMap(shards, judge, { concurrency: ASKED_AT_ONCE });
  const open = shards.filter((_, index) => verdicts[index]);
  return { open, unchanged: shards.length - open.length };
}
