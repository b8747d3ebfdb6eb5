/** What the commands of the command line do. */
import { join } from "node:path";
import type { Client } from "./clients/check.ts";
import { readClients } from "./clients/read.ts";
import { type CheckFlags, commandLine, type Flags } from "./command-line.ts";
import { readConfiguration } from "./configuration.ts";
import { destroy } from "./destroy.ts";
import { FleetError } from "./fleet-error.ts";
import { grow } from "./grow.ts";
import { pulumiCli } from "./pulumi-cli.ts";
import { byChange, summaryOf, type Tally } from "./report.ts";
import { openRoom, type Room, variablesFor } from "./room.ts";
import { parallelFor, partOf, type RunOptions } from "./run.ts";
import { readSettings } from "./settings.ts";
import { shardOf, stackName } from "./shards.ts";
import { stopOnSignals } from "./stop.ts";
import { type Survey, takeSurvey } from "./survey.ts";
import { up } from "./up.ts";
import { codeOfPolicies, keyOfVerdict, type Passed, passedOf, textOfPassed } from "./verdict.ts";

const FOLDER = join(import.meta.dirname, "..");

const program = commandLine({
  async check(file, flags) {
    const { clients } = await checked(file, flags);
    console.log(`${clients.length} clients, nothing wrong.`);
  },

  async up(file, { stacks, all, json, ...flags }) {
    const survey = look();
    // What is wrong with the file is said first.
    survey.catch(() => {});
    const { clients, passed } = await checked(file, flags, survey);
    await inRoom(flags, await survey, async (room, options) => {
      const verdict = textOfPassed(passed);
      const own = { ...options, stacks, all, verdict };
      const { opened, unchanged } = await up(room, await survey, clients, own);
      const tallies = [...opened.values()];
      tell(opened);
      if (json)
        console.log(JSON.stringify({ ...byChange(tallies), opened: opened.size, unchanged }));
      else
        console.log(
          `${opened.size} ${opened.size === 1 ? "stack" : "stacks"} opened, ${unchanged} as declared.`,
        );
    });
  },

  async grow(file, { stacks, ...flags }) {
    const { clients } = await checked(file, flags);
    await inRoom(flags, await look(), async (room, options) => {
      const moved = await grow(room, clients, stacks, options);
      console.log(`${moved} clients moved; there are ${stacks} stacks.`);
    });
  },

  async where(key) {
    const { layout } = await look();
    if (layout === undefined) throw new FleetError("There is no fleet yet.");
    console.log(stackName(shardOf(key, layout.stacks)));
  },

  async destroy(flags) {
    await inRoom(flags, await look(), async (room, options) => tell(await destroy(room, options)));
  },
});

function look(): Promise<Survey> {
  return takeSurvey(pulumiCli(FOLDER, variablesFor(process.env)));
}

interface Checked {
  readonly clients: readonly Client[];
  readonly passed: Passed;
}

/**
 * The clients of a file, none of which is wrong or refused.
 *
 * @param survey has what the policies last let pass, which they are not asked again.
 */
async function checked(
  file: string,
  { policyConfig }: CheckFlags,
  survey?: Promise<Survey>,
): Promise<Checked> {
  const { projectId } = await readSettings(FOLDER, process.env);
  const { clients, bytes } = await readClients(file, projectId);
  const { text, value } = await readConfiguration(policyConfig);
  const judged = { file, bytes, configuration: text, projectId };
  const key = keyOfVerdict(judged, await codeOfPolicies(), new Date());
  const last = passedOf((await survey)?.record.verdict);
  if (last?.key === key) return { clients, passed: tellAdvisory(last) };
  // Loads the policies.
  const { judge } = await import("./policies.ts");
  const { mandatory, advisory } = judge(clients, value, file, projectId);
  const passed = tellAdvisory({ key, advisory });
  if (mandatory.length > 0) {
    throw new FleetError([...mandatory, "Policies refuse this; nothing was sent."].join("\n"));
  }
  return { clients, passed };
}

function tellAdvisory(passed: Passed): Passed {
  for (const line of passed.advisory) console.error(`advisory: ${line}`);
  return passed;
}

async function inRoom(
  flags: Flags,
  { listed }: Survey,
  action: (room: Room, options: RunOptions) => Promise<void>,
): Promise<void> {
  const { shard: share, wait, unlockDead, deleteLost, requestsPerSecond } = flags;
  const settings = await readSettings(FOLDER, process.env);
  const hasBudget = requestsPerSecond !== undefined || settings.hasBudget;
  const parallel = flags.parallel ?? parallelFor(hasBudget);
  const budget =
    requestsPerSecond === undefined ? undefined : partOf(requestsPerSecond, parallel, share.of);
  const variables = {
    ...variablesFor(process.env),
    ...(budget === undefined ? {} : { STYTCH_MAX_REQUESTS_PER_SECOND: String(budget) }),
  };
  const room = await openRoom({ folder: FOLDER, variables, settings, listed });
  try {
    const locks = { waitMinutes: wait, unlockDead };
    await action(room, { parallel, share, locks, deleteLost, stop: stopOnSignals() });
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
