/** How the engine ends the process: with SIGINT, and it still shows what is printed then. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Does something when the process ends, however that comes, except by SIGKILL. */
export function atEnd(action: () => void): void {
  let done = false;
  const once = () => {
    if (!done) action();
    done = true;
  };
  process.once("exit", once);
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      once();
      // A listener takes the place of the default, which is to end: unless others want to, it comes now.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}
