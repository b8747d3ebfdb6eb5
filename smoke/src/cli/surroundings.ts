import type { Environment } from "../environment.ts";
import type { SmokeSurroundings } from "../smoke-test.ts";

/** The parts of its process that the command uses. */
export interface Surroundings {
  readonly env: Environment;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Pick<Output, "write">;
  /** Calls the listener at the first such signal, which then does not end the process. */
  once(signal: Signal, listener: () => void): unknown;
  removeListener(signal: Signal, listener: () => void): unknown;
  /** Waits before a request is retried. Default: a timer. */
  readonly wait?: SmokeSurroundings["wait"];
}

type Signal = "SIGINT" | "SIGTERM";

interface Output {
  write(text: string): unknown;
  /** Only a terminal has it. */
  readonly isTTY?: boolean | undefined;
  /** Only a terminal has it. */
  hasColors?(): boolean;
}

/** Says something to the user, in one line. */
export type Complain = (text: string) => void;
