import { join, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { parseArguments, wholeNumber, wholeNumbers } from "./command-line.ts";
import { CONTENDERS } from "./compare/contenders.ts";
import { REQUESTS_PER_SECOND, WHOLE_MATRIX } from "./compare/scenario.ts";
import { UsageError } from "./failure.ts";
import { REPOSITORY } from "./folders.ts";
import type { CompareOptions } from "./measures/measure.ts";

export interface BenchArguments {
  /** Names of the measures to run. */
  readonly measures: readonly string[];
  readonly runs: number;
  /** What `engine` creates in each of its runs. */
  readonly clients: number;
  readonly compare: CompareOptions;
  /** File that gets the report, too. */
  readonly output: string | undefined;
}

/** Takes hours, so it is run only where it is named. */
const LONG_MEASURE = "compare";
const MAX_RUNS = 100;
const MAX_CLIENTS = 100_000;
const MAX_LATENCY_MS = 10_000;

const CONTENDER_KEYS: readonly string[] = CONTENDERS.map(({ key }) => key);

interface Options {
  readonly runs?: number;
  readonly clients: number;
  readonly output?: string;
  readonly n: readonly number[];
  readonly latency: readonly number[];
  readonly limit?: boolean;
  readonly contenders?: readonly string[];
  readonly into: string;
}

export function benchCommand(measures: readonly string[]): Command {
  const { counts, latenciesMs } = WHOLE_MATRIX;
  return new Command("npm run bench --")
    .argument(
      "[filter]",
      `run the measures whose name contains it: ${measures.join(", ")} (default: all but ${LONG_MEASURE})`,
    )
    .option(
      "--runs <n>",
      `runs of whole processes, 1 to ${MAX_RUNS}; medians are reported (default: 3, and 1 for a comparison with 1,000 clients or more)`,
      wholeNumber(1, MAX_RUNS),
    )
    .option("--output <file>", "write the report to a file, too", nonEmpty)
    .addOption(
      new Option("--clients <n>", `clients that engine creates, 1 to ${MAX_CLIENTS}`)
        .argParser(wholeNumber(1, MAX_CLIENTS))
        .default(300),
    )
    .optionsGroup(`Options of ${LONG_MEASURE}, which takes hours by default:`)
    .addOption(
      new Option("--n <list>", "numbers of clients")
        .argParser(wholeNumbers(1, MAX_CLIENTS))
        .default(counts, counts.join(",")),
    )
    .addOption(
      new Option("--latency <list>", "milliseconds before each response of the API")
        .argParser(wholeNumbers(0, MAX_LATENCY_MS))
        .default(latenciesMs, latenciesMs.join(",")),
    )
    .option("--limit", `only with a limit of ${REQUESTS_PER_SECOND} requests per second`)
    .option("--no-limit", "only without")
    .option("--contenders <list>", `of ${CONTENDER_KEYS.join(", ")} (default: all)`, contenders)
    .addOption(
      new Option(
        "--into <folder>",
        "gets results.json, RESULTS.md and the charts; what is there of other conditions and contenders stays, and each finished part is written at once",
      )
        .argParser((text) => resolve(nonEmpty(text)))
        .default(join(REPOSITORY, "bench"), "bench"),
    );
}

/** @throws UsageError */
export function readArguments(
  args: readonly string[],
  measures: readonly string[],
): BenchArguments {
  const command = parseArguments(benchCommand(measures), args);
  const { runs, clients, output, n, latency, limit, contenders, into } = command.opts<Options>();
  const [filter] = command.args;
  const chosen = measures.filter((name) =>
    filter === undefined ? name !== LONG_MEASURE : name.includes(filter),
  );
  if (chosen.length === 0) {
    throw new UsageError(`No measure is named like "${filter}": ${measures.join(", ")}`);
  }
  return {
    measures: chosen,
    runs: runs ?? 3,
    clients,
    compare: {
      matrix: {
        counts: n,
        latenciesMs: latency,
        limits: limit === undefined ? WHOLE_MATRIX.limits : [limit],
      },
      contenders,
      longRuns: runs ?? 1,
      into,
    },
    output,
  };
}

function nonEmpty(text: string): string {
  if (text !== "") return text;
  throw new InvalidArgumentError("It must not be empty");
}

function contenders(text: string): string[] {
  const wanted = text.split(",");
  if (wanted.every((key) => CONTENDER_KEYS.includes(key))) return wanted;
  throw new InvalidArgumentError(`There are ${CONTENDER_KEYS.join(", ")}`);
}
