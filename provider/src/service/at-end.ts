/** How the engine ends the process: with SIGINT, and it still shows what is printed then. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** The part of a process that this file uses; tests replace it. */
interface EndingProcess {
  readonly pid: number;
  once(event: string, listener: () => void): unknown;
  listenerCount(event: string): number;
  kill(pid: number, signal: string): unknown;
}

/** Runs an action when the process ends, for any reason except SIGKILL. */
export function atEnd(action: () => void, ending: EndingProcess = process): void {
  let done = false;
  const once = () => {
    if (!done) action();
    done = true;
  };
  ending.once("exit", once);
  for (const signal of SIGNALS) {
    ending.once(signal, () => {
      once();
      // A listener replaces the default, which is to end the process: without other listeners, it has to end here.
      if (ending.listenerCount(signal) === 0) ending.kill(ending.pid, signal);
    });
  }
}
