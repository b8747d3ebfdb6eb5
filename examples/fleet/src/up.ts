import pMap from "p-map";
import type { Client } from "./clients/check.ts";
import { FleetError } from "./fleet-error.ts";
import { type Layout, recordStacks } from "./layout.ts";
import { MARK_TAG, markOf } from "./mark.ts";
import { isNothing, isUpToDate, type Shard, shardsFor } from "./plan.ts";
import { showProgress } from "./progress.ts";
import { leaveRecord, noteOf } from "./record.ts";
import type { Tally } from "./report.ts";
import type { Room } from "./room.ts";
import type { Run, RunOptions } from "./run.ts";
import type { Survey } from "./survey.ts";
import { takeTurns } from "./turns.ts";

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
  /** What the policies said of the clients, to be recorded. */
  readonly verdict: string | undefined;
}

/**
 * Deploys the clients, opening only the stacks that are not as declared.
 *
 * @throws FleetError before anything is opened; what goes wrong later is in the tallies.
 */
export async function up(
  room: Room,
  { listed, layout, record }: Survey,
  clients: readonly Client[],
  options: UpOptions,
): Promise<UpResult> {
  const stacks = await stacksOf(room, layout, options.stacks);
  const run: Run = { ...options, room, stacks, listed, notes: new Map(), growth: undefined };
  const result = await deployAll(run, clients, options.all ? "all" : record.notes);
  await leaveRecord(run, record, options.verdict);
  return result;
}

/** @param notes of earlier runs, or that stacks are opened whose clients did not change too. */
export async function deployAll(
  run: Run,
  clients: readonly Client[],
  notes: readonly string[] | "all",
): Promise<UpResult> {
  const shards = await shardsToOpen(run, clients, notes);
  const opened = new Map<string, Tally>();
  if (shards.open.length === 0) return { opened, unchanged: shards.unchanged };
  // Loads Pulumi's SDK.
  const { deploy } = await import("./deploy.ts");
  const progress = showProgress(shards.open.length);
  try {
    await takeTurns(shards.open, run.parallel, async (shard, inTurn) => {
      opened.set(shard.stack, await deploy(run, shard, inTurn, progress));
    });
  } finally {
    progress.end();
  }
  return { opened, unchanged: shards.unchanged };
}

async function stacksOf(
  { cli }: Room,
  layout: Layout | undefined,
  asked: number | undefined,
): Promise<number> {
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

async function shardsToOpen(
  run: Run,
  clients: readonly Client[],
  notes: readonly string[] | "all",
) {
  const { cli, settings } = run.room;
  const shards = shardsFor(clients, run.stacks, settings.fingerprint, run.listed, run.share);
  const hasToOpen = async (shard: Shard) => {
    const { number, stack, listed } = shard;
    if (isNothing(shard)) return false;
    if (listed === undefined || notes === "all") return true;
    const note = noteOf(shard, listed);
    if (notes[number] === note) return false;
    // The record may lack what another machine noted at the same moment.
    if (!isUpToDate(shard, markOf((await cli.tags(stack))[MARK_TAG]))) return true;
    run.notes.set(number, note);
    return false;
  };
  const verdicts = await pMap(shards, hasToOpen, { concurrency: ASKED_AT_ONCE });
  const open = shards.filter((_, index) => verdicts[index]);
  return { open, unchanged: shards.length - open.length };
}
