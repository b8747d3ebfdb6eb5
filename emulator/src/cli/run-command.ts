import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { RunningProject } from "../emulator.ts";

/** Exit code of shells for a command that is not there. */
const NOT_FOUND = 127;
/** Shells add the number of the signal that ended a command. */
const ENDED_BY_SIGNAL = 128;

/**
 * Runs a command with the variables that point the provider and the smoke test to an emulated project.
 * A signal goes on to the command, which decides when to end.
 *
 * @returns its exit code; 128 and the number of the signal that ended it.
 */
export function runCommand(
  [command = "", ...args]: readonly string[],
  project: RunningProject,
  complain: (text: string) => void,
): Promise<number> {
  const child = spawn(command, args, {
    stdio: "inherit",
    env: { ...process.env, ...variablesOf(project) },
  });
  // At a terminal Ctrl-C reaches the command by itself; a second one would make an engine stop at once.
  process.on("SIGINT", () => {
    if (process.stdin.isTTY !== true) child.kill("SIGINT");
  });
  for (const signal of ["SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve) => {
    child.once("error", (error) => {
      complain(`${command} cannot be started: ${error.message}; name a command that is on PATH`);
      resolve(NOT_FOUND);
    });
    child.once("exit", (code, signal) => {
      resolve(code ?? ENDED_BY_SIGNAL + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

function variablesOf({ url, projectId, secret }: RunningProject): Record<string, string> {
  return {
    // The emulator shows at once what was written, unless a habit says otherwise.
    STYTCH_READ_LAG_SECONDS: process.env.STYTCH_READ_LAG_SECONDS ?? "0",
    STYTCH_API_URL: url,
    STYTCH_PROJECT_ID: projectId,
    STYTCH_SECRET: secret,
  };
}
