import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { commandLine, startTime } from "../../bench/processes.ts";
import { end } from "./killing.ts";

/** In the environment of each process that a torture starts, and so of all below it, whoever their parent is by then. */
const NAME = "STYTCH_TORTURE_MARK";

const MARK = new RegExp(`(?:^|\\0)${NAME}=((\\d+):(\\d+):[\\w-]+)(?:\\0|$)`);

/** A group of processes that end with the torture, those that have lost their parent among them. */
export interface Marked {
  /** For the environment of what is started. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends them. @returns the command lines of those that were there. */
  end(): string[];
}

/** They end with this process too, unless it ends by SIGKILL: then the next torture ends them. */
export function markProcesses(): Marked {
  const mark = `${process.pid}:${startTime(process.pid) ?? 0}:${randomUUID()}`;
  const endAll = () => endThose((found) => found.mark === mark);
  process.once("exit", endAll);
  return {
    env: { [NAME]: mark },
    end() {
      process.off("exit", endAll);
      return endAll();
    },
  };
}

/** Ends what tortures have left that are no more. @returns the command lines. */
export function endLeftOver(): string[] {
  return endThose(({ owner, started }) => startTime(owner) !== started);
}

interface Found {
  readonly mark: string;
  /** The process of the torture, and when it began. */
  readonly owner: number;
  readonly started: string;
}

/** By `/proc`; finds nothing on other systems. Twice, since a process may start another meanwhile. */
function endThose(isMeant: (found: Found) => boolean): string[] {
  const round = () =>
    processes().flatMap((pid) => {
      const [, mark, owner, started] = MARK.exec(environment(pid)) ?? [];
      if (mark === undefined || owner === undefined || started === undefined) return [];
      if (!isMeant({ mark, owner: Number(owner), started })) return [];
      const command = commandLine(pid);
      return end(pid) && command !== "" ? [command] : [];
    });
  return [...round(), ...round()].filter((command, at, all) => all.indexOf(command) === at);
}

function processes(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Empty for a process that has ended meanwhile, or is someone else's. */
function environment(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return "";
  }
}
