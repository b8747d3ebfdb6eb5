import { join, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { parseArguments, wholeNumber, wholeNumbers } from "./command-line.ts";
import { CONTENDERS } from "./compare/contenders.ts";
import {
  defaultPlan,
  narrowed,
  type PlannedScenario,
  planOf,
  WHOLE_MATRIX,
} from "./compare/plan.ts";
import { REQUESTS_PER_SECOND } from "./compare/scenario.ts";
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

/** Takes most of an hour, so it is run only where it is named. */
const LONG_MEASURE = "compare";
const MAX_RUNS = 100;
const MAX_CLIENTS = 100_000;
const MAX_LATENCY_MS = 10_000;

const CONTENDER_KEYS: readonly string[] = CONTENDERS.map(({ key }) => key);

interface Options {
  readonly runs?: number;
  readonly clients: number;
  readonly output?: string;
  readonly n?: readonly number[];
  readonly latency?: readonly number[];
  readonly limit?: boolean;
  readonly contenders?: readonly string[];
  readonly resume?: true;
  readonly report?: true;
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
      `runs of whole processes, 1 to ${MAX_RUNS}; medians are reported (default: 3; in a comparison 2 with 10 clients at 20 ms, 5 of floor and provider with 1,000, else 1)`,
      wholeNumber(1, MAX_RUNS),
    )
    .option("--output <file>", "write the report to a file, too", nonEmpty)
    .addOption(
      new Option("--clients <n>", `clients that engine creates, 1 to ${MAX_CLIENTS}`)
        .argParser(wholeNumber(1, MAX_CLIENTS))
        .default(300),
    )
    .optionsGroup(
      `Options of ${LONG_MEASURE}. Without any it measures what promises and tables need, as one run of about 45 minutes on two cores, whose results replace all others:`,
    )
    .addOption(
      new Option(
        "--n <list>",
        `only with these numbers of clients (with --latency or a limit: ${counts.join(",")})`,
      ).argParser(wholeNumbers(1, MAX_CLIENTS)),
    )
    .addOption(
      new Option(
        "--latency <list>",
        `only with these milliseconds before each response of the API (with --n or a limit: ${latenciesMs.join(",")})`,
      ).argParser(wholeNumbers(0, MAX_LATENCY_MS)),
    )
    .option("--limit", `only with a limit of ${REQUESTS_PER_SECOND} requests per second`)
    .option("--no-limit", "only without")
    .option("--contenders <list>", `of ${CONTENDER_KEYS.join(", ")} (default: all)`, contenders)
    .option("--resume", "complete the last run, which was interrupted; give its other options, too")
    .option("--report", "measure nothing: write the reports of results.json again")
    .addOption(
      new Option(
        "--into <folder>",
        "gets results.json, RESULTS.md and the charts, after each contender; with a part of the conditions or contenders, what is there of others stays",
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
  const options = command.opts<Options>();
  const { runs, clients, output, resume = false, report = false, into } = options;
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
      plan: planFor(options),
      isWhole: !isPart(options),
      resume,
      reportOnly: report,
      into,
    },
    output,
  };
}

function isPart({ n, latency, limit, contenders }: Options): boolean {
  return [n, latency, limit, contenders].some((each) => each !== undefined);
}

function planFor({ n, latency, limit, contenders, runs }: Options): PlannedScenario[] {
  const isCombined = [n, latency, limit].some((each) => each !== undefined);
  const plan = isCombined
    ? planOf({
        counts: n ?? WHOLE_MATRIX.counts,
        latenciesMs: latency ?? WHOLE_MATRIX.latenciesMs,
        limits: limit === undefined ? WHOLE_MATRIX.limits : [limit],
      })
    : defaultPlan();
  const chosen = contenders === undefined ? plan : narrowed(plan, contenders);
  if (runs === undefined) return chosen;
  return chosen.map((each) => ({ ...each, parts: each.parts.map((part) => ({ ...part, runs })) }));
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
