/** `npm run torture`: what no test has the time for; see --help. */
import { parseArgs } from "node:util";
import { note } from "./notes.ts";
import type { Outcome } from "./outcome.ts";

const HELP = `Usage: npm run torture -- [sequences | soak | engine] [--seed TEXT] [--count N]

  sequences  random faults of the network and kills, in programs with 20 clients, on an emulator in
             this process; then no client may be lost or exist twice, none of others may be
             touched, and no secret may be printed. Default count: 500
  soak       rounds of change on 100 clients through one provider process: its memory and its
             open handles. Default count: 1000
  engine     kills of provider, engine and program at random moments of a real pulumi up with
             20 clients. Default count: 50
  --seed     what the randomness follows from; printed and noted. Default: the time
  --count    sequences, rounds or kills. Without a kind, the defaults count
  --help     show this text

Results are noted in bench/TORTURE.md.`;

type Kind = (seed: string, count: number, say: (line: string) => void) => Promise<Outcome>;

const KINDS: Record<string, { count: number; load: () => Promise<Kind> }> = {
  sequences: {
    count: 500,
    load: async () => (await import("./sequences.ts")).runSequences,
  },
  soak: {
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
    count: 50,
    load: async () => (await import("./engine-kills.ts")).runEngineKills,
  },
};

class UsageError extends Error {}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  if (values.help) return console.log(HELP);
  const [only] = positionals;
  const kinds = Object.keys(KINDS).filter((kind) => only === undefined || kind === only);
  if (kinds.length === 0 || positionals.length > 1) {
    throw new UsageError(`one of ${Object.keys(KINDS).join(", ")}, not "${positionals.join(" ")}"`);
  }
  const given = values.count === undefined ? undefined : readCount(values.count);
  for (const kind of kinds) {
    const { count: usual, load } = KINDS[kind] as (typeof KINDS)[string];
    const count = (only && given) || usual;
    const say = (line: string) => console.error(`${kind}: ${line}`);
    const command = `npm run torture -- ${kind} --seed ${values.seed} --count ${count}`;
    say(command);
    const outcome = await (await load())(values.seed, count, say);
    for (const fact of outcome.facts) console.log(`${kind}: ${fact}`);
    await note(kind, command, outcome);
    if (!outcome.isGood) process.exitCode = 1;
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        seed: { type: "string", default: String(Date.now()) },
        count: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1) return count;
  throw new UsageError(`--count must be a whole number from 1, not "${text}"`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`torture: ${error.message}. See: npm run torture -- --help`);
  process.exitCode = 2;
}
