/** Where messages go, and how often a long step says that it is still alive. */
export interface ProgressOptions {
  readonly write: (text: string) => void;
  /** A terminal gets one live line, anything else a line now and then. */
  readonly isTerminal: boolean;
  /** Milliseconds between two messages. Default 1000 on a terminal, otherwise 30000. */
  readonly intervalMs?: number;
}

export type Share = () => number | undefined;

export interface Progress {
  /** One line. */
  say(text: string): void;
  /**
   * Says what is being done and, until `work` settles, for how long already.
   *
   * @param share how much of the work is done, from 0 to 1; `undefined` as long as no one knows. With
   *   it, the messages also estimate the time that is left
   */
  during<T>(what: string, work: Promise<T>, share?: Share): Promise<T>;
}

/** Progress on standard error, so that the output of the engine stays clean. */
export function standardErrorProgress(): Progress {
  return createProgress({
    write: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
  });
}

export function createProgress(options: ProgressOptions): Progress {
  const { write, isTerminal, intervalMs = isTerminal ? 1000 : 30_000 } = options;
  return {
    say: (text) => write(`${text}\n`),
    async during(what, work, share = () => undefined) {
      const startedAt = performance.now();
      const elapsed = () => duration(performance.now() - startedAt);
      write(`${what} …\n`);
      const timer = setInterval(() => {
        const rest = estimate(performance.now() - startedAt, share());
        // "\r" and "erase to the end" rewrite the line in place.
        write(
          isTerminal
            ? `\r\u001b[K  ${elapsed()}${rest}`
            : `  still at it after ${elapsed()}${rest}\n`,
        );
      }, intervalMs);
      try {
        return await work;
      } finally {
        clearInterval(timer);
        write(`${isTerminal ? "\r\u001b[K" : ""}  ended after ${elapsed()}\n`);
      }
    },
  };
}

/** The first shares say little about the rest: most of the time may go before them. */
const LEAST_SHARE_FOR_ESTIMATE = 0.05;

function estimate(elapsedMs: number, share = 0): string {
  if (share === 0) return "";
  const done = `: ${Math.floor(share * 100)} % done`;
  if (share < LEAST_SHARE_FOR_ESTIMATE) return done;
  return `${done}, about ${duration((elapsedMs * (1 - share)) / share)} to go`;
}

function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
