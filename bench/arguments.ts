import { parseArgs } from "node:util";
import { UsageError } from "./failure.ts";

export interface BenchArguments {
  /** Names of the measures to run. */
  readonly measures: readonly string[];
  readonly runs: number;
  /** File that gets the report, too. */
  readonly output: string | undefined;
  readonly help: boolean;
}

const MAX_RUNS = 100;

export function help(measures: readonly string[]): string {
  return `Usage: npm run bench -- [filter] [--runs N] [--output FILE]

  filter         run the measures whose name contains it: ${measures.join(", ")}
  --runs N       runs of whole processes, 1 to ${MAX_RUNS}; medians are reported. Default: 3
  --output FILE  write the report to a file, too
  --help         show this text`;
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
  const [filter = ""] = positionals;
  const chosen = measures.filter((name) => name.includes(filter));
  if (chosen.length === 0) {
    throw new UsageError(`No measure is named like "${filter}": ${measures.join(", ")}`);
  }
  if (values.output === "") throw new UsageError("--output needs the name of a file");
  return {
    measures: chosen,
    runs: readRuns(values.runs),
    output: values.output,
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        runs: { type: "string", default: "3" },
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
