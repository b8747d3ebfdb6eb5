import type { HabitValues } from "../habits/table.ts";
import { machineClock } from "./clock.ts";
import { ProbeError } from "./errors.ts";
import { checkOutput, writeHabits } from "./habits-file.ts";
import { type ProjectOptions, readProject } from "./project.ts";
import { EXIT_CODES, exitCodeOf, jsonOf, textOf } from "./report.ts";
import { type ProbeOptions, runProbe } from "./run.ts";

export interface ProbeCommandOptions extends ProjectOptions {
  /** Requests a second. */
  rate: number;
  /** Seconds. */
  timeout: number;
  output?: string;
  json?: true;
}

/** Where the command runs. */
export interface ProbeSurroundings {
  environment: Readonly<Record<string, string | undefined>>;
  /** Interrupts the run. */
  signal: AbortSignal;
  print(text: string): void;
  complain(text: string): void;
}

/**
 * Runs `stytch-emulator probe`.
 *
 * @param known Answers of an earlier run.
 * @returns The exit code.
 */
export async function probeCommand(
  options: ProbeCommandOptions,
  known: Partial<HabitValues>,
  { environment, signal, print, complain }: ProbeSurroundings,
  outside: Pick<ProbeOptions, "fetch" | "clock"> = { fetch, clock: machineClock },
): Promise<number> {
  const { output } = options;
  try {
    const project = readProject(options, environment);
    if (output !== undefined) checkOutput(output);
    const report = await runProbe({
      ...outside,
      project,
      known,
      rate: options.rate,
      timeoutMs: options.timeout * 1000,
      signal,
      onProgress: complain,
      onAnswer: (answers) => {
        if (output !== undefined) writeHabits(output, answers);
      },
    });
    print(options.json ? jsonOf(report) : textOf(report, output));
    return exitCodeOf(report);
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    complain(error.message);
    return error.code === "wrong_arguments" ? EXIT_CODES.wrongArguments : EXIT_CODES.couldNotAsk;
  }
}
