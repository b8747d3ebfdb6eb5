/** `node fleet.ts --help`: deploys the clients of a file, in many small stacks. */
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import type { Client } from "./src/clients/check.ts";
import { readClients } from "./src/clients/read.ts";
import { type CheckFlags, commandLine, type Flags } from "./src/command-line.ts";
import { destroy } from "./src/destroy.ts";
import { FleetError } from "./src/fleet-error.ts";
import { grow } from "./src/grow.ts";
import { readLayout } from "./src/layout.ts";
import { judge, readConfiguration } from "./src/policies.ts";
import { byChange, summaryOf, type Tally } from "./src/report.ts";
import { openRoom, type Room } from "./src/room.ts";
import { partOf, type RunOptions } from "./src/run.ts";
import { readSettings } from "./src/settings.ts";
import { shardOf, stackName } from "./src/shards.ts";
import { stopOnSignals } from "./src/stop.ts";
import { up } from "./src/up.ts";

const FOLDER = import.meta.dirname;

const program = commandLine({
  async check(file, flags) {
    const clients = await checked(file, flags);
    console.log(`${clients.length} clients, nothing wrong.`);
  },

  async up(file, { stacks, all, json, ...flags }) {
    const clients = await checked(file, flags);
    await inRoom(flags, async (room, options) => {
      const { opened, unchanged } = await up(room, clients, { ...options, stacks, all });
      const tallies = [...opened.values()];
      tell(opened);
      if (json)
        console.log(JSON.stringify({ ...byChange(tallies), opened: opened.size, unchanged }));
      else console.log(`${opened.size} stacks opened, ${unchanged} as declared.`);
    });
  },

  async grow(file, { stacks, ...flags }) {
    const clients = await checked(file, flags);
    await inRoom(flags, async (room, options) => {
      const moved = await grow(room, clients, stacks, options);
      console.log(`${moved} clients moved; there are ${stacks} stacks.`);
    });
  },

  async where(key) {
    const flags = { parallel: 1, shard: { number: 1, of: 1 }, wait: 1, unlockDead: false };
    await inRoom({ ...flags, deleteLost: false }, async (room) => {
      const layout = await readLayout(room.cli);
      if (layout === undefined) throw new FleetError("There is no fleet yet.");
      console.log(stackName(shardOf(key, layout.stacks)));
    });
  },

  async destroy(flags) {
    await inRoom(flags, async (room, options) => tell(await destroy(room, options)));
  },
});

/** The clients of a file, none of which is wrong or refused. */
async function checked(file: string, { policyConfig }: CheckFlags): Promise<readonly Client[]> {
  const { projectId } = await readSettings(FOLDER, process.env);
  const clients = await readClients(file, projectId);
  const configuration = await readConfiguration(policyConfig);
  const { mandatory, advisory } = judge(clients, configuration, file, projectId);
  for (const line of advisory) console.error(`advisory: ${line}`);
  if (mandatory.length > 0) {
    throw new FleetError([...mandatory, "Policies refuse this; nothing was sent."].join("\n"));
  }
  return clients;
}

async function inRoom(
  flags: Flags,
  action: (room: Room, options: RunOptions) => Promise<void>,
): Promise<void> {
  const { parallel, shard: share, wait, unlockDead, deleteLost, requestsPerSecond } = flags;
  const budget =
    requestsPerSecond === undefined ? undefined : partOf(requestsPerSecond, parallel, share.of);
  const environment = {
    ...process.env,
    ...(budget === undefined ? {} : { STYTCH_MAX_REQUESTS_PER_SECOND: String(budget) }),
  };
  const command = await PulumiCommand.get();
  const where = { folder: FOLDER, command, environment };
  const room = await openRoom(where);
  try {
    const locks = { waitMinutes: wait, unlockDead };
    const stop = stopOnSignals();
    await action(room, { ...where, parallel, share, locks, deleteLost, stop });
  } finally {
    await room.remove();
  }
}

/** Prints what was done, and fails the command if something went wrong. */
function tell(tallies: ReadonlyMap<string, Tally>): void {
  for (const [stack, { errors }] of tallies) {
    for (const error of errors) console.error(`${stack}: ${error}`);
    if (errors.length > 0) process.exitCode = 1;
  }
  for (const line of summaryOf([...tallies.values()])) console.error(line);
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof FleetError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
