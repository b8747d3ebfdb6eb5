import type { Stack } from "@pulumi/pulumi/automation/index.js";
import type { Client } from "./clients/check.ts";
import { FleetError, reasonOf } from "./fleet-error.ts";
import { requireLayout } from "./layout.ts";
import { onceUnlocked } from "./locks.ts";
import { listProject, lostAmong } from "./lost-creates.ts";
import { listedTime, MARK_TAG, markOf, textOf } from "./mark.ts";
import { isUpToDate, type Listed, type Shard } from "./plan.ts";
import { declareClients, INPUT_OUTPUT, LOST_PREFIX, type Lost } from "./program.ts";
import type { Progress } from "./progress.ts";
import type { State } from "./pulumi-cli.ts";
import { noteOf } from "./record.ts";
import { count, keyOf, newTally, type Tally } from "./report.ts";
import type { Run } from "./run.ts";
import { namesHash } from "./shards.ts";
import { requireGoing } from "./stop.ts";
import type { InTurn } from "./turns.ts";

const ROOT = "pulumi:pulumi:Stack";

/**
 * Makes one stack what the data declares, once no one else holds it.
 *
 * @returns what it did; the tally has errors if it failed.
 */
export async function deploy(
  run: Run,
  shard: Shard,
  inTurn: InTurn,
  progress: Progress,
): Promise<Tally> {
  const { stack: name, clients } = shard;
  let tally = newTally();
  let hasWaited = false;
  const unlocked = <Result>(action: () => Promise<Result>) =>
    onceUnlocked(action, {
      stack: name,
      options: run.locks,
      stop: run.stop,
      cancel: run.room.cli.cancel,
      onWait(text) {
        hasWaited = true;
        progress.say(text);
      },
    });
  const deployOnce = async (stack: Stack) => {
    requireGoing(run.stop);
    progress.open(name, clients.length);
    return unlocked(async () => {
      if (hasWaited && (await isDone(run, shard))) return false;
      tally = newTally();
      const lost = await up(run, shard, stack, tally, progress);
      // They are in the state now, and in no program any more.
      if (lost.length > 0) await up(run, shard, stack, tally, progress);
      return true;
    });
  };
  try {
    requireGoing(run.stop);
    // Pulumi locks a stack while it makes it.
    const stack = await unlocked(() => run.room.stack(name));
    if (await inTurn(deployOnce, stack)) await leaveMark(run, shard);
  } catch (error) {
    if (tally.errors.length === 0 || error instanceof FleetError) {
      tally.errors.push(reasonOf(error));
    }
  }
  progress.close(name, resultOf(tally));
  return tally;
}

async function isDone({ room: { cli }, notes }: Run, shard: Shard): Promise<boolean> {
  const [tags, stacks] = await Promise.all([cli.tags(shard.stack), cli.stacks()]);
  const listed = stacks.find(({ name }) => name === shard.stack);
  if (listed === undefined || !isUpToDate({ ...shard, listed }, markOf(tags[MARK_TAG]))) {
    return false;
  }
  notes.set(shard.number, noteOf(shard, listed));
  return true;
}

async function up(
  run: Run,
  shard: Shard,
  stack: Stack,
  tally: Tally,
  progress: Progress,
): Promise<readonly Lost[]> {
  let lost: readonly Lost[] = [];
  let refusal: unknown;
  const program = async () => {
    try {
      lost = await prepare(run, shard);
    } catch (error) {
      refusal = error;
      throw error;
    }
    return declareClients(shard.clients, shard.input, lost);
  };
  try {
    await stack.up({
      program,
      signal: run.stop.signal,
      suppressOutputs: true,
      suppressProgress: true,
      onEvent(event) {
        count(tally, event);
        progress.advance(shard.stack, tally.done);
      },
    });
  } catch (error) {
    throw refusal ?? error;
  }
  return lost;
}

/** Runs while the stack is locked, before anything is declared. */
async function prepare(run: Run, { stack, clients }: Shard): Promise<readonly Lost[]> {
  // An engine that was being started when someone asked to stop was not told.
  requireGoing(run.stop);
  const { cli } = run.room;
  const [state, tags] = await Promise.all([
    cli.state(stack),
    cli.tags(stack),
    requireLayout(cli, run.stacks, run.growth),
  ]);
  const toCreate = missingIn(state, clients);
  if (toCreate.length === 0) return [];
  const names = namesHash(clients);
  const mark = markOf(tags[MARK_TAG]);
  const isInterrupted = mark.kind === "creating" && mark.names === names;
  // What a killed run did may be newer than the listing, whichever clients it was to create.
  if (mark.kind === "creating") run.listing = listProject();
  run.listing ??= listProject();
  const ids = new Set(state.resources.flatMap(({ id }) => id ?? []));
  const lost = lostAmong(toCreate, await run.listing, ids, isInterrupted, run.deleteLost);
  if (!isInterrupted) await cli.setTag(stack, MARK_TAG, textOf({ kind: "creating", names }));
  return lost;
}

function missingIn(state: State, clients: readonly Client[]): readonly Client[] {
  const apps = state.resources.filter(({ type }) => type.endsWith(":ConnectedApp"));
  const held = new Set(apps.filter((app) => !app.delete).map(({ urn }) => keyOf(urn)));
  return clients.filter(({ key }) => !held.has(key));
}

/** Says of the state that it is as declared, if it is; otherwise someone has deployed something else meanwhile. */
async function leaveMark({ room: { cli }, notes }: Run, shard: Shard): Promise<void> {
  const { stack, input } = shard;
  const { resources, time } = await cli.state(stack);
  const outputs = resources.find(({ type }) => type === ROOT)?.outputs;
  if (outputs?.[INPUT_OUTPUT] !== input) return;
  const listed = {
    name: stack,
    lastUpdate: listedTime(time),
    resourceCount: resources.length,
  } satisfies Listed;
  const { lastUpdate, resourceCount } = listed;
  await cli.setTag(
    stack,
    MARK_TAG,
    textOf({ kind: "done", input, time: lastUpdate, resources: resourceCount }),
  );
  notes.set(shard.number, noteOf(shard, listed));
}

function resultOf({ changes, errors }: Tally): string {
  if (errors.length > 0)
    return `failed, ${errors.length === 1 ? "1 error" : `${errors.length} errors`}`;
  const own = [...changes].filter(([key]) => !key.startsWith(LOST_PREFIX));
  const kinds = Map.groupBy(own, ([, change]) => change);
  const counts = [...kinds].map(([change, keys]) => `${keys.length} ${change}`);
  return counts.length === 0 ? "nothing changed" : counts.join(", ");
}
