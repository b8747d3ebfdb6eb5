import { reasonOf } from "./fleet-error.ts";
import { INDEX, readLayout } from "./layout.ts";
import { onceUnlocked } from "./locks.ts";
import { type Progress, showProgress } from "./progress.ts";
import type { PulumiCli } from "./pulumi-cli.ts";
import { RECORD } from "./record.ts";
import { count, newTally, type Tally } from "./report.ts";
import type { Room } from "./room.ts";
import type { RunOptions } from "./run.ts";
import { stackName } from "./shards.ts";
import { requireGoing } from "./stop.ts";
import { type InTurn, takeTurns } from "./turns.ts";

/** Deletes the clients and the stacks of this machine; the index too, if no machine has others. */
export async function destroy(
  room: Room,
  options: RunOptions,
): Promise<ReadonlyMap<string, Tally>> {
  const { cli } = room;
  const layout = await readLayout(cli);
  const most = layout?.growth?.to ?? layout?.stacks ?? 0;
  const { number, of } = options.share;
  const mine = Array.from({ length: most }, (_, shard) => shard)
    .filter((shard) => shard % of === number - 1)
    .map(stackName);
  const existing = new Set((await cli.stacks()).map(({ name }) => name));
  const stacks = mine.filter((name) => existing.has(name));
  const progress = showProgress(stacks.length);
  const tallies = new Map<string, Tally>();
  try {
    await takeTurns(stacks, options.parallel, async (name, inTurn) => {
      tallies.set(name, await destroyOne(room, name, options, inTurn, progress));
    });
  } finally {
    progress.end();
  }
  const left = (await cli.stacks()).map(({ name }) => name);
  // The index last: without it no one looks for the record.
  const own = [RECORD, INDEX].filter((name) => left.includes(name));
  if (left.length === own.length) for (const name of own) await removeUnlessGone(cli, name);
  return tallies;
}

/** Two machines that end at the same moment remove the same stacks. */
export async function removeUnlessGone(
  cli: Pick<PulumiCli, "stacks" | "removeStack">,
  name: string,
): Promise<void> {
  try {
    await cli.removeStack(name);
  } catch (error) {
    if (!(await isGone(cli, name))) throw error;
  }
}

/** False where the backend does not say. */
async function isGone(cli: Pick<PulumiCli, "stacks">, name: string): Promise<boolean> {
  const left = await cli.stacks().catch(() => undefined);
  return left !== undefined && !left.some((stack) => stack.name === name);
}

async function destroyOne(
  room: Room,
  name: string,
  options: RunOptions,
  inTurn: InTurn,
  progress: Progress,
): Promise<Tally> {
  let tally = newTally();
  try {
    requireGoing(options.stop);
    const stack = await room.stack(name);
    const action = async () => {
      requireGoing(options.stop);
      tally = newTally();
      progress.open(name, 0);
      await stack.destroy({
        signal: options.stop.signal,
        suppressOutputs: true,
        suppressProgress: true,
        onEvent: (event) => count(tally, event),
      });
      await room.cli.removeStack(name);
    };
    await inTurn(onceUnlocked, action, {
      stack: name,
      options: options.locks,
      stop: options.stop,
      cancel: room.cli.cancel,
      onWait: (text: string) => progress.say(text),
    });
  } catch (error) {
    // Two runs at once take turns: the other one was faster.
    if (await isGone(room.cli, name)) tally.errors.length = 0;
    else if (tally.errors.length === 0) {
      tally.errors.push(reasonOf(error));
    }
  }
  progress.close(name, tally.errors.length === 0 ? `${tally.changes.size} deleted` : "failed");
  return tally;
}
