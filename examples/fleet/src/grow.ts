import { randomUUID } from "node:crypto";
import type { Client } from "./clients/check.ts";
import { FleetError } from "./fleet-error.ts";
import { type Growth, readLayout, recordGrowth, recordStacks } from "./layout.ts";
import { onceUnlocked } from "./locks.ts";
import { moves } from "./moves.ts";
import { type Progress, showProgress } from "./progress.ts";
import type { Room } from "./room.ts";
import type { Run, RunOptions } from "./run.ts";
import { stackName } from "./shards.ts";
import { deployAll } from "./up.ts";

/** Resources that one command moves: the system bounds the length of its arguments. */
const MOVED_AT_ONCE = 500;

/**
 * Gives a fleet more stacks. Clients move between states; Stytch is asked to write nothing. Completes a growth that
 * was interrupted.
 *
 * @returns how many clients moved.
 * @throws FleetError
 */
export async function grow(
  room: Room,
  clients: readonly Client[],
  to: number,
  options: RunOptions,
): Promise<number> {
  const { cli } = room;
  const layout = await readLayout(cli);
  if (layout === undefined) throw new FleetError("There is no fleet yet: up --stacks makes one.");
  const { stacks, growth: begun } = layout;
  if (begun !== undefined && begun.to !== to) {
    throw new FleetError(`The fleet is growing to ${begun.to} stacks: grow --stacks ${begun.to}`);
  }
  if (begun !== undefined && to === stacks) {
    // All clients have moved, and a kill left nothing to do but this.
    await recordGrowth(cli, undefined);
    return 0;
  }
  if (to <= stacks) throw new FleetError(`The fleet has ${stacks} stacks; it can only have more.`);

  const growth: Growth = { to, phase: begun?.phase ?? "deploying", run: randomUUID() };
  await recordGrowth(cli, growth);
  const run: Run = {
    ...options,
    room,
    stacks,
    listed: await cli.stacks(),
    notes: new Map(),
    growth: growth.run,
    share: { number: 1, of: 1 },
  };
  if (growth.phase === "deploying") {
    // Each stack is locked once, so that no run is left that knows nothing of the growth.
    const { opened } = await deployAll(run, clients, "all");
    const failed = [...opened].filter(([, { errors }]) => errors.length > 0);
    if (failed.length > 0) {
      const reasons = failed.map(([stack, { errors }]) => `${stack}: ${errors.join("\n")}`);
      throw new FleetError(
        `Not every stack is as declared, so no client moves.\n${reasons.join("\n")}`,
      );
    }
    await recordGrowth(cli, { ...growth, phase: "moving" });
  }
  const progress = showProgress(stacks);
  try {
    const moved = await moveAll(run, to, progress);
    await recordStacks(cli, to);
    await recordGrowth(cli, undefined);
    return moved;
  } finally {
    progress.end();
  }
}

async function moveAll(run: Run, to: number, progress: Progress): Promise<number> {
  for (let shard = run.stacks; shard < to; shard += 1) {
    const name = stackName(shard);
    await unlocked(run, name, progress, () => run.room.stack(name));
  }
  let moved = 0;
  for (let shard = 0; shard < run.stacks; shard += 1) {
    if (run.stop.isAsked)
      throw new FleetError("The growth was stopped; the same command completes it.");
    const from = stackName(shard);
    progress.open(from, 0);
    const own = await unlocked(run, from, progress, () => moveFrom(run, from, to));
    moved += own;
    progress.close(from, `${own} moved`);
  }
  return moved;
}

async function moveFrom({ room: { cli }, growth }: Run, from: string, to: number): Promise<number> {
  const known = (await cli.stacks()).map(({ name }) => name);
  if (!known.includes(from)) return 0;
  let moved = 0;
  for (const [target, leaving] of moves(from, await cli.state(from), to)) {
    if ((await readLayout(cli))?.growth?.run !== growth) {
      throw new FleetError(
        "Another run has begun to grow the fleet; it completes what this one began.",
      );
    }
    const arrived = new Set((await cli.state(target)).resources.flatMap(({ id }) => id ?? []));
    // The target is written first: a kill in between leaves clients in both states.
    const doubled = leaving.filter(({ id }) => id !== undefined && arrived.has(id));
    for (const { urn } of doubled) await cli.forget(from, urn);
    const urns = leaving.filter((app) => !doubled.includes(app)).map(({ urn }) => urn);
    for (let at = 0; at < urns.length; at += MOVED_AT_ONCE) {
      await cli.move(from, target, urns.slice(at, at + MOVED_AT_ONCE));
    }
    moved += leaving.length;
  }
  return moved;
}

function unlocked<Result>(
  run: Run,
  stack: string,
  progress: Progress,
  action: () => Promise<Result>,
): Promise<Result> {
  return onceUnlocked(action, {
    stack,
    options: run.locks,
    stop: run.stop,
    cancel: run.room.cli.cancel,
    onWait: (text) => progress.say(text),
  });
}
