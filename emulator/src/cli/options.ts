import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { nearest } from "../nearest.ts";
import type { ProbeCommandOptions } from "../probe/command.ts";
import { HIGHEST_RATE } from "../probe/pace.ts";
import type { SeedCommandOptions } from "./seed.ts";
import { UsageError } from "./usage-error.ts";

/** The options that start the emulator; one without a default is undefined unless given. */
export interface ServeOptions {
  port: number;
  host: string;
  allowHost: string[];
  state?: string;
  habits?: string;
  seed?: string;
  live?: true;
  latencyMs?: number;
  rateLimit?: number;
  json?: true;
}

/** What a command line asks for. */
export type CliRequest =
  | { command: "serve"; options: ServeOptions }
  | { command: "run"; line: readonly string[]; isB2b: boolean; options: ServeOptions }
  | { command: "habits"; options: { json?: true } }
  | { command: "seed"; options: SeedCommandOptions }
  | { command: "probe"; options: ProbeCommandOptions & { resume?: string } };

/**
 * Reads the command line.
 *
 * @param write Gets what `--help` and `--version` print.
 * @returns Undefined after `--help` and `--version`, which leave nothing else to do.
 * @throws UsageError for the first wrong option.
 */
export function readCommandLine(
  args: readonly string[],
  version: string,
  write: (text: string) => void,
): CliRequest | undefined {
  refuseSecrets(args);
  let request: CliRequest | undefined;
  const command = createCommand(version, write, (found) => {
    request = found;
  });
  try {
    command.parse(args, { from: "user" });
    return request;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    const [word = ""] = args;
    const names = command.commands.map((one) => one.name());
    const isCommand = names.includes(word);
    const help = `see stytch-emulator ${isCommand ? `${word} ` : ""}--help`;
    throw new UsageError(`${problemOf(error, word, names)}; ${help}`, { cause: error });
  }
}

function problemOf(error: CommanderError, word: string, names: readonly string[]): string {
  if (error.code === "commander.excessArguments" && /^[a-z-]{1,40}$/.test(word)) {
    const near = nearest(word, names);
    if (!names.includes(word)) {
      return `there is no command ${word}${near === undefined ? "" : `; did you mean ${near}?`}`;
    }
  }
  if (word === "run" && error.code === "commander.unknownOption") {
    return `${bare(error.message)}: ${OPTIONS_OF_RUN}`;
  }
  return bare(error.message);
}

const OPTIONS_OF_RUN =
  "options of the emulator, such as --state, go before run, as in stytch-emulator --state FILE run -- COMMAND";

/** What commander says, as half a sentence. */
function bare(message: string): string {
  return message.replace(/^error: |\.$/g, "").replaceAll("\n", " ");
}

function createCommand(
  version: string,
  write: (text: string) => void,
  found: (request: CliRequest) => void,
): Command {
  const program = new Command("stytch-emulator")
    .description(
      "A local emulator of the Stytch Connected Apps API, with one consumer and one B2B project.",
    )
    .addOption(
      new Option(
        "--port <number>",
        "port of the consumer project; B2B gets the next; 0 takes free ones",
      )
        .default(4110)
        .argParser(wholeNumber(0, 65534)),
    )
    .addOption(
      new Option("--host <address>", "address to listen on")
        .default("127.0.0.1")
        .argParser(text("an address such as 127.0.0.1")),
    )
    .addOption(
      new Option("--allow-host <name>", "another host name that requests may use (repeatable)")
        .default([], "none")
        .argParser((value, names: string[]) => [...names, hostName(value)]),
    )
    .addOption(
      new Option("--state <file>", "keep everything in this JSON file across restarts").argParser(
        text("a file name"),
      ),
    )
    .addOption(
      new Option(
        "--habits <file>",
        "JSON file of answers to what Stytch's documentation leaves open, see the command habits",
      ).argParser(text("a file name")),
    )
    .addOption(
      new Option(
        "--seed <file>",
        "YAML or JSON file of clients, people, organizations and settings, see the command seed",
      ).argParser(text("a file name")),
    )
    .option("--live", "emulate live projects, with their ids and their stricter rules")
    .addOption(
      new Option(
        "--latency-ms <number>",
        "milliseconds to wait before each API response",
      ).argParser(wholeNumber(0, 600_000)),
    )
    .addOption(
      new Option(
        "--rate-limit <number>",
        "API requests per second before responses turn 429",
      ).argParser(wholeNumber(1, 1_000_000)),
    )
    .option("--json", "print one JSON line with URLs and credentials when ready")
    .helpOption("--help", "print this text")
    .version(version, "--version", "print the version")
    // Errors are printed by whoever catches them, in one line.
    .configureOutput({ writeOut: write, writeErr: () => {} })
    .exitOverride()
    // An option after the name of a command belongs to that command.
    .enablePositionalOptions()
    .action((options: ServeOptions) => found({ command: "serve", options }));
  program
    .command("run")
    .description(
      "run a command with STYTCH_* variables that point to this emulator, which ends with it",
    )
    .argument("<command...>", "the command with its arguments; put -- in front of it")
    .option("--b2b", "point it to the B2B project instead of the consumer project")
    .helpOption("--help", "print this text")
    .passThroughOptions()
    .addHelpText("after", `\n${OPTIONS_OF_RUN}`)
    .action((line: string[], { b2b = false }: { b2b?: true | false }) => {
      const options = program.opts<ServeOptions>();
      if (options.json) throw new UsageError("--json has no effect with run; leave it out");
      // No one has to know the port, and several may run at once.
      if (program.getOptionValueSource("port") === "default") options.port = 0;
      found({ command: "run", line, isB2b: b2b, options });
    });
  program
    .command("habits")
    .description(
      "print what Stytch's documentation leaves open, and the answers that --habits takes",
    )
    .option("--json", "print the table as JSON")
    .helpOption("--help", "print this text")
    .action((options: { json?: true }) => found({ command: "habits", options }));
  program
    .command("seed")
    .description("print the seed of what a running emulator holds, for --seed")
    .addOption(
      new Option("--url <url>", "of either project of the emulator")
        .default("http://127.0.0.1:4110")
        .argParser(text("a URL")),
    )
    .option(
      "--with-secrets",
      "client secrets in clear text, not hashed, and the hashes of passwords",
    )
    .option("--json", "print JSON, not YAML")
    .helpOption("--help", "print this text")
    .action((options: SeedCommandOptions) => found({ command: "seed", options }));
  program
    .command("probe")
    .description(
      "ask a test project what Stytch's documentation leaves open, by creating and deleting clients",
    )
    .addOption(
      new Option("--project-id <id>", "a test project; default: STYTCH_PROJECT_ID").argParser(
        text("a project id"),
      ),
    )
    .addOption(
      new Option(
        "--secret-file <file>",
        "file with the project secret alone; default: STYTCH_SECRET",
      ).argParser(text("a file name")),
    )
    .addOption(
      new Option(
        "--url <url>",
        "base URL of the API; default: STYTCH_API_URL, else https://test.stytch.com",
      ).argParser(text("a URL")),
    )
    .addOption(
      new Option("--rate <number>", "requests a second, at most 5")
        .default(HIGHEST_RATE)
        .argParser(wholeNumber(1, HIGHEST_RATE)),
    )
    .addOption(
      new Option("--timeout <seconds>", "seconds for all questions")
        .default(300)
        .argParser(wholeNumber(10, 3600)),
    )
    .addOption(
      new Option(
        "--output <file>",
        "write the answers there as JSON, for --habits and --resume",
      ).argParser(text("a file name")),
    )
    .addOption(
      new Option(
        "--resume <file>",
        "leave out the questions that this file of --output answers",
      ).argParser(text("a file name")),
    )
    .option("--json", "print the report as JSON")
    .helpOption("--help", "print this text")
    .addHelpText("after", PROBE_EXIT_CODES)
    .action((options: ProbeCommandOptions) => found({ command: "probe", options }));
  return program;
}

const PROBE_EXIT_CODES = `
Exit code: 0 all answers are the emulator's defaults, 3 some differ, 1 a question could not be
asked or a client could not be deleted, 2 wrong arguments. Run one probe of a project at a time.`;

/** Arguments show up in process lists and shell histories. No message quotes them. */
function refuseSecrets(args: readonly string[]): void {
  const isSecret = (arg: string) => /^--?secret(=|$)|\bsecret-(test|live)-/i.test(arg);
  if (!args.some(isSecret)) return;
  throw new UsageError(
    "secrets are not accepted on the command line; set STYTCH_SECRET, or pass probe --secret-file FILE",
  );
}

const hostName = text("a name such as stytch.internal");

function text(wanted: string): (value: string) => string {
  return (value) => {
    if (value === "") throw new InvalidArgumentError(`Give ${wanted}.`);
    return value;
  };
}

function wholeNumber(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < min || number > max) {
      throw new InvalidArgumentError(`Use a whole number from ${min} to ${max}.`);
    }
    return number;
  };
}
