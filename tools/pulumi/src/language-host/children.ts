import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";

/** Milliseconds a child has to end by itself; the engine grants the host five seconds in all. */
const GRACE_MS = 2000;

/** The processes the host has started and that still run. */
export class Children {
  readonly #running = new Set<ChildProcess>();

  /** Starts a process in the host's own group: when the engine kills the group, none is left. */
  start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    const child = spawn(command, args, options);
    this.#running.add(child);
    child.once("error", () => this.#running.delete(child));
    child.once("exit", () => this.#running.delete(child));
    return child;
  }

  /** Ends every process and waits until they are gone. */
  async endAll(): Promise<void> {
    await Promise.all([...this.#running].map(end));
  }
}

/** Asks a process to end, and makes it after {@link GRACE_MS}. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
  await gone;
  clearTimeout(timer);
}

/** How a process ended: an exit code as a shell reports it, above 128 for a signal. */
export async function exitCode(child: ChildProcess): Promise<number> {
  // "close" comes when the output has been read to its end, too.
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code, signal) => {
      done(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/** What a command prints; its errors go to the host's own output. @throws Error when it fails. */
export async function outputOf(command: string, args: string[], cwd?: string): Promise<string> {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (bytes) => (output += bytes));
  const code = await exitCode(child);
  if (code !== 0) throw new Error(`\`${command} ${args.join(" ")}\` ended with code ${code}.`);
  return output;
}
