/** How the engine ends the process: with SIGINT, and it still shows what is printed then. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** What is asked of a process, which tests play. */
interface EndingProcess {
  readonly pid: number;
  once(event: string, listener: () => void): unknown;
  listenerCount(event: string): number;
  kill(pid: number, signal: string): unknown;
}

/** Does something when the process ends, however that comes, except by SIGKILL. */
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
      // A listener takes the place of the default, which is to end: unless others want to, it comes now.
      if (ending.listenerCount(signal) === 0) ending.kill(ending.pid, signal);
    });
  }
}
