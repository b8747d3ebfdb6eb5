import type { Clock } from "../stytch/clock.ts";
import type { WaitEvent } from "../stytch/http/retried-calls.ts";

/** Shorter waits are not worth a line. */
const WORTH_A_LINE_MS = 2_000;
/** At most one line within this time, however many calls wait. */
const LINE_INTERVAL_MS = 5_000;

/** Turns waits into lines for the deployment's output: long ones only, and few. */
export function progressReporter(
  print: (line: string) => void,
  { monotonicMs: now }: Pick<Clock, "monotonicMs">,
): (event: WaitEvent) => void {
  let lastLine = Number.NEGATIVE_INFINITY;
  return ({ method, path, reason, waitMs }) => {
    if (waitMs !== undefined && waitMs < WORTH_A_LINE_MS) return;
    if (now() - lastLine < LINE_INTERVAL_MS) return;
    lastLine = now();
    const wait =
      waitMs === undefined ? "still waiting" : `next try in ${Math.ceil(waitMs / 1000)} s`;
    print(`Stytch: ${method} ${path}: ${reason}, ${wait}`);
  };
}
