/** `npm run torture`: what no test has the time for; see --help. */
import { Argument, Command } from "commander";
import { parseArguments, wholeNumber } from "../../bench/command-line.ts";
import { UsageError } from "../../bench/failure.ts";
import { note } from "./notes.ts";
import type { Outcome } from "./outcome.ts";

type Kind = (seed: string, count: number, say: (line: string) => void) => Promise<Outcome>;

const KINDS: Record<string, { what: string; count: number; load: () => Promise<Kind> }> = {
  sequences: {
    what: `random faults of the network and kills, in programs with 20 clients, on an emulator in
    this process; then no client may be lost or exist twice, none of others may be touched, and
    no secret may be printed`,
    count: 500,
    load: async () => (await import("./sequences.ts")).runSequences,
  },
  soak: {
    what: `rounds of change on 100 clients through one provider process: its memory and its open
    handles`,
    count: 1000,
    load: async () => {
      const { outcomeOf, soak } = await import("./soak.ts");
      return async (_seed, rounds) => {
        const options = { rounds, clients: 100 };
        return outcomeOf(options, await soak(options));
      };
    },
  },
  engine: {
    what: `kills of provider, engine and program at random moments of a real pulumi up with 20
    clients`,
    count: 50,
    load: async () => (await import("./engine-kills.ts")).runEngineKills,
  },
  plugin: {
    what: `the same with the provider plugin, the engine being stopped as by Ctrl-C too; and no
    process of the plugin may be left`,
    count: 50,
    load: async () => (await import("./engine-kills.ts")).runPluginKills,
  },
  fleet: {
    what: `kills of the example fleet, its engines and its providers at random moments of a run with 20
    clients in several stacks, or of a growth; then one more run has to reach what is declared`,
    count: 50,
    load: async () => (await import("./fleet-kills.ts")).runFleetKills,
  },
};

interface Options {
  readonly seed?: string;
  readonly count?: number;
}

const command = new Command("npm run torture --")
  .description("Runs what no test has the time for, and notes the results in bench/TORTURE.md.")
  .addArgument(new Argument("[kind]", "default: all").choices(Object.keys(KINDS)))
  .option(
    "--seed <text>",
    "what the randomness follows from; printed and noted (default: the time)",
  )
  .option(
    "--count <n>",
    "sequences, rounds or kills; without a kind, the defaults count",
    wholeNumber(1),
  )
  .addHelpText(
    "after",
    `
Kinds:
${Object.entries(KINDS)
  .map(([kind, { what, count }]) => `  ${kind}: ${what}. Default count: ${count}`)
  .join("\n")}`,
  );

async function main(): Promise<void> {
  parseArguments(command, process.argv.slice(2));
  const { seed = String(Date.now()), count: given } = command.opts<Options>();
  const [only] = command.args;
  for (const [kind, { count: usual, load }] of Object.entries(KINDS)) {
    if (only !== undefined && kind !== only) continue;
    const count = (only && given) || usual;
    const say = (line: string) => console.error(`${kind}: ${line}`);
    const line = `npm run torture -- ${kind} --seed ${seed} --count ${count}`;
    say(line);
    const outcome = await (await load())(seed, count, say);
    for (const fact of outcome.facts) console.log(`${kind}: ${fact}`);
    await note(kind, line, outcome);
    if (!outcome.isGood) process.exitCode = 1;
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`torture: ${error.message}. See: npm run torture -- --help`);
  process.exitCode = 2;
}
