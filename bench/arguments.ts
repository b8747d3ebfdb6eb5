import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { CONTENDERS } from "./compare/contenders.ts";
import { REQUESTS_PER_SECOND, WHOLE_MATRIX } from "./compare/scenario.ts";
import { UsageError } from "./failure.ts";
import { REPOSITORY } from "./folders.ts";
import type { CompareOptions } from "./measures/measure.ts";

export interface BenchArguments {
  /** Names of the measures to run. */
  readonly measures: readonly string[];
  readonly runs: number;
  readonly compare: CompareOptions;
  /** File that gets the report, too. */
  readonly output: string | undefined;
  readonly help: boolean;
}

/** Takes hours, so it is run only where it is named. */
const LONG_MEASURE = "compare";
const MAX_RUNS = 100;
const MAX_CLIENTS = 100_000;
const MAX_LATENCY_MS = 10_000;

export function help(measures: readonly string[]): string {
  const { counts, latenciesMs } = WHOLE_MATRIX;
  return `Usage: npm run bench -- [filter] [options]

  filter         run the measures whose name contains it: ${measures.join(", ")}
                 Default: all but ${LONG_MEASURE}
  --runs N       runs of whole processes, 1 to ${MAX_RUNS}; medians are reported. Default: 3,
                 and 1 for a comparison with 1,000 clients or more
  --output FILE  write the report to a file, too
  --help         show this text

Options of compare, which takes hours by default:
  --n LIST           numbers of clients. Default: ${counts.join(",")}
  --latency LIST     milliseconds before each response of the API. Default: ${latenciesMs.join(",")}
  --limit            only with a limit of ${REQUESTS_PER_SECOND} requests per second
  --no-limit         only without
  --contenders LIST  of ${CONTENDERS.map(({ key }) => key).join(", ")}
  --into FOLDER      gets results.json, RESULTS.md and the charts; what is there of other conditions
                     and contenders stays, and each finished part is written at once. Default: bench`;
}

/** @throws UsageError */
export function readArguments(
  args: readonly string[],
  measures: readonly string[],
): BenchArguments {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) {
    throw new UsageError(`One filter at most, not ${positionals.length}: ${positionals.join(" ")}`);
  }
  const [filter] = positionals;
  const chosen = measures.filter((name) =>
    filter === undefined ? name !== LONG_MEASURE : name.includes(filter),
  );
  if (chosen.length === 0) {
    throw new UsageError(`No measure is named like "${filter}": ${measures.join(", ")}`);
  }
  if (values.output === "") throw new UsageError("--output needs the name of a file");
  return {
    measures: chosen,
    runs: readRuns(values.runs ?? "3"),
    compare: {
      matrix: {
        counts: readNumbers("--n", values.n, 1, MAX_CLIENTS) ?? WHOLE_MATRIX.counts,
        latenciesMs:
          readNumbers("--latency", values.latency, 0, MAX_LATENCY_MS) ?? WHOLE_MATRIX.latenciesMs,
        limits: values.limit === undefined ? WHOLE_MATRIX.limits : [values.limit],
      },
      contenders: readContenders(values.contenders),
      longRuns: readRuns(values.runs ?? "1"),
      into: readFolder(values.into),
    },
    output: values.output,
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      allowNegative: true,
      options: {
        runs: { type: "string" },
        n: { type: "string" },
        latency: { type: "string" },
        limit: { type: "boolean" },
        contenders: { type: "string" },
        into: { type: "string", default: join(REPOSITORY, "bench") },
        output: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readRuns(text: string): number {
  const runs = Number(text);
  if (/^\d+$/.test(text) && runs >= 1 && runs <= MAX_RUNS) return runs;
  throw new UsageError(`--runs must be a whole number from 1 to ${MAX_RUNS}, not "${text}"`);
}

/** Undefined where the option was not given. Numbers that are given twice count once. */
function readNumbers(
  option: string,
  text: string | undefined,
  min: number,
  max: number,
): number[] | undefined {
  if (text === undefined) return undefined;
  const numbers = text.split(",").map((item) => {
    const number = Number(item);
    if (/^\d+$/.test(item) && number >= min && number <= max) return number;
    throw new UsageError(
      `${option} takes whole numbers from ${min} to ${max}, separated by commas, not "${text}"`,
    );
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function readContenders(text: string | undefined): string[] | undefined {
  const known: readonly string[] = CONTENDERS.map(({ key }) => key);
  const wanted = text?.split(",");
  const unknown = wanted?.find((key) => !known.includes(key));
  if (unknown === undefined) return wanted;
  throw new UsageError(`--contenders: there is no "${unknown}"; there are ${known.join(", ")}`);
}

function readFolder(text: string): string {
  if (text !== "") return resolve(text);
  throw new UsageError("--into needs the name of a folder");
}
