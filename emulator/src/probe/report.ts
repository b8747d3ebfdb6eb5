import { HABITS } from "../habits/table.ts";
import type { ProbeReport, Result } from "./run.ts";

/** What a run means for a script. */
export const EXIT_CODES = { same: 0, couldNotAsk: 1, wrongArguments: 2, different: 3 } as const;

/** What could not be asked weighs more than a difference: the rest of the differences is not known. */
export function exitCodeOf({ results, left, mayHaveLeft }: ProbeReport): number {
  if (left.length > 0 || mayHaveLeft || has(results, "failed", "stopped")) {
    return EXIT_CODES.couldNotAsk;
  }
  return has(results, "different", "other") ? EXIT_CODES.different : EXIT_CODES.same;
}

function has(results: readonly Result[], ...outcomes: Result["outcome"][]): boolean {
  return results.some(({ outcome }) => outcomes.includes(outcome));
}

const LABELS: Record<Result["outcome"], string> = {
  same: "same",
  different: "different",
  other: "different",
  not_asked: "not asked",
  stopped: "not asked",
  failed: "failed",
};

const INDENT = 11;

/**
 * The report for people: two lines for each question, and a summary.
 *
 * @param output The file that has the answers, if there is one.
 */
export function textOf(report: ProbeReport, output?: string): string {
  const blocks = report.results.map((result) => {
    const { question } = HABITS[result.habit];
    const label = LABELS[result.outcome].padEnd(INDENT);
    return `${label}${result.habit}: ${question}\n${" ".repeat(INDENT)}${detailOf(result)}`;
  });
  return [blocks.join("\n"), "", summaryOf(report), ...stopOf(report, output)].join("\n");
}

function detailOf(result: Result): string {
  const standard = `the emulator's default is ${result.default}`;
  switch (result.outcome) {
    case "same":
    case "different":
      return `seen ${result.value}; ${standard}`;
    case "other":
      return `seen other: ${result.seen}; ${standard}, and it cannot be set to this`;
    default:
      return `${result.reason}; ${standard}`;
  }
}

function stopOf({ stopped }: ProbeReport, output: string | undefined): string[] {
  if (stopped === undefined) return [];
  const remedy =
    output === undefined
      ? "run again, with --output FILE to have a file that --resume goes on from"
      : `go on with --resume ${output} --output ${output}`;
  return [`stopped early: ${stopped}; ${remedy}`];
}

function summaryOf({ results, requests, clients, left }: ProbeReport): string {
  const count = (label: string) =>
    results.filter(({ outcome }) => LABELS[outcome] === label).length;
  const counts = [...new Set(Object.values(LABELS))].map((label) => `${count(label)} ${label}`);
  const behind = left.length === 0 ? "" : `, ${left.length} of them left behind`;
  return `${counts.join(", ")}; ${requests} requests, ${clients} clients${behind}`;
}

/** The report for programs. */
export function jsonOf(report: ProbeReport): string {
  const { results, requests, clients, left, mayHaveLeft, stopped } = report;
  const questions = results.map(({ habit, ...rest }) => ({
    habit,
    question: HABITS[habit].question,
    ...rest,
    differs: differs(rest.outcome),
  }));
  return JSON.stringify(
    { questions, requests, clients, clientsLeft: left.length, mayHaveLeft, stopped },
    null,
    2,
  );
}

/** Null: not known. */
function differs(outcome: Result["outcome"]): boolean | null {
  if (outcome === "same") return false;
  return outcome === "different" || outcome === "other" ? true : null;
}
