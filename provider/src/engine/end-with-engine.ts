import { fstatSync } from "node:fs";

/** The program of Pulumi's SDK that serves dynamic providers. Whatever else loads this package owns its input. */
const SERVER = /[\\/]cmd[\\/]dynamic-provider[\\/]/;

/**
 * Ends the process as SIGTERM does once its engine is gone. The SDK's server goes on for ever after an engine that was
 * killed, and with it calls whose results no state gets: they would take effect beside those of the next
 * deployment. The engine holds the other end of the input, which closes in whatever way the engine ends.
 */
export function endWithEngine(): void {
  if (!SERVER.test(process.argv[1] ?? "") || !isPipe()) return;
  const end = () => process.kill(process.pid, "SIGTERM");
  process.stdin.once("end", end).once("error", end).resume();
}

/** A person who starts the server to debug it may give it no input, which ends at once. */
function isPipe(): boolean {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isSocket();
  } catch {
    return false;
  }
}
