import type { SmokeProgress } from "../options.ts";
import type { SmokeReport } from "../report.ts";
import { visible, visibleIn } from "../visible.ts";
import { checkLines, coloured, heading, plain, summary, total } from "./pretty.ts";

/** What progress is written to. */
export interface ProgressStream {
  write(text: string): unknown;
  /** Whether the line of the current check may be overwritten. */
  readonly isTTY?: boolean | undefined;
}

/** The pretty report, written during the run. */
export interface Progress {
  begin(name: string, clientId: string): void;
  show(progress: SmokeProgress): void;
  end(report: SmokeReport): void;
  /** The totals of all runs. */
  total(reports: readonly SmokeReport[]): void;
}

const CLEAR_LINE = "\r\x1b[2K";

/** Live on a terminal; elsewhere, a plain line for each finished check. */
export function createProgress(stream: ProgressStream, colour: boolean): Progress {
  const paint = colour ? coloured : plain;
  const live = stream.isTTY === true;
  const line = (text: string) => stream.write(`${live ? CLEAR_LINE : ""}${text}\n`);
  return {
    begin: (name, clientId) => line(heading(visible(name), visible(clientId), paint)),
    show(progress) {
      if (progress.type === "finished") line(checkLines(visibleIn(progress.result), paint));
      else if (live) {
        const doing = progress.type === "cleaning" ? "cleaning up" : progress.title;
        stream.write(`${CLEAR_LINE}  … ${doing}`);
      }
    },
    end: (report) => line(`${summary(visibleIn(report), paint)}\n`),
    total: (reports) => total(reports, paint).forEach(line),
  };
}
