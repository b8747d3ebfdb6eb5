import { FleetError } from "./fleet-error.ts";

/** Whether someone has asked the run to stop: with Ctrl-C, or as CI ends a job. */
export interface Stop {
  /** No stack is opened any more, and none is waited for. */
  readonly isAsked: boolean;
  /** Has the engines that run end what they have begun, and no more. */
  readonly signal: AbortSignal;
}

/** @throws FleetError that says why a stack is not opened, once someone has asked to stop. */
export function requireGoing({ isAsked }: Pick<Stop, "isAsked">): void {
  if (isAsked) {
    throw new FleetError("The run was stopped before it could open this stack; run again.");
  }
}

/** From now on, signals end this process only once its engines have ended. */
export function stopOnSignals(): Stop {
  const engines = new AbortController();
  const stop = { isAsked: false, signal: engines.signal };
  process.on("SIGINT", () => {
    stop.isAsked = true;
    // At a terminal Ctrl-C reaches the engine by itself; a second one would make it stop at once.
    if (process.stdin.isTTY !== true) engines.abort();
  });
  process.on("SIGTERM", () => {
    stop.isAsked = true;
    engines.abort();
  });
  return stop;
}
