import { Command, InvalidArgumentError, Option } from "commander";
import type { Share } from "./plan.ts";
import { MOST_STACKS } from "./shards.ts";

/** What every command takes, as the command line gives it. */
export interface Flags {
  readonly parallel?: number;
  readonly shard: Share;
  readonly wait: number;
  readonly unlockDead: boolean;
  readonly deleteLost: boolean;
  readonly requestsPerSecond?: number;
}

export interface CheckFlags {
  readonly policyConfig?: string;
}

export interface UpFlags extends Flags, CheckFlags {
  readonly stacks?: number;
  readonly all: boolean;
  readonly json: boolean;
}

export interface GrowFlags extends Flags, CheckFlags {
  readonly stacks: number;
}

/** What the commands do. */
export interface Actions {
  check(file: string, flags: CheckFlags): Promise<void>;
  up(file: string, flags: UpFlags): Promise<void>;
  grow(file: string, flags: GrowFlags): Promise<void>;
  where(key: string): Promise<void>;
  destroy(flags: Flags): Promise<void>;
}

const POLICY_CONFIG = ["--policy-config <file>", "configuration of the policies, in JSON"] as const;

export function commandLine(actions: Actions): Command {
  const program = new Command("fleet").description(
    "Deploys the clients of a CSV or YAML file, in many small stacks on one backend.",
  );
  program
    .command("check <file>")
    .description(
      "Reports every mistake, and what the policies find in all clients together; sends nothing.",
    )
    .option(...POLICY_CONFIG)
    .action(actions.check);
  withRunOptions(program.command("up <file>"))
    .description("Checks the file, then opens the stacks that are not as it says.")
    .addOption(stacks("how many stacks a new fleet has"))
    .option("--all", "open every stack, e.g. after a change of the project's secret", false)
    .option("--json", "print what became of which client as one line of JSON", false)
    .option(...POLICY_CONFIG)
    .action(actions.up);
  withRunOptions(program.command("grow <file>"))
    .description(
      "Gives the fleet more stacks; clients move between states, and Stytch is asked to write nothing.",
    )
    .addOption(stacks("how many stacks there will be").makeOptionMandatory())
    .option(...POLICY_CONFIG)
    .action(actions.grow);
  program.command("where <key>").description("Prints the stack of a client.").action(actions.where);
  withRunOptions(program.command("destroy"))
    .description("Deletes the clients of all stacks, and the stacks.")
    .action(actions.destroy);
  return program;
}

function stacks(description: string): Option {
  return new Option("--stacks <n>", description).argParser(stackCount);
}

function withRunOptions(command: Command): Command {
  return command
    .option(
      "--parallel <n>",
      "stacks that are open at one time (default: 2, or 1 if there is a budget of requests)",
      wholeFrom1,
    )
    .option("--shard <k/K>", "only the stacks of machine k of K", share, { number: 1, of: 1 })
    .option("--requests-per-second <n>", "to Stytch, of all stacks of all machines", positive)
    .option("--wait <minutes>", "for a stack that another run holds", positive, 15)
    .option("--unlock-dead", "delete locks of ended processes of this machine", false)
    .option("--delete-lost", "delete clients that a killed run created, and no state knows", false);
}

function stackCount(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= MOST_STACKS) return number;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_STACKS}.`);
}

function wholeFrom1(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError("It must be a whole number from 1.");
}

function positive(text: string): number {
  const number = Number(text);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new InvalidArgumentError("It must be a number above 0.");
}

function share(text: string): Share {
  const [number = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).slice(1).map(Number);
  if (number >= 1 && number <= of) return { number, of };
  throw new InvalidArgumentError("It must be k/K, with k from 1 to K, e.g. 2/4.");
}
