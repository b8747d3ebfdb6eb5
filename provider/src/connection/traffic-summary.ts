import type { Traffic } from "../stytch/http/retried-calls.ts";

/** A shorter hold-up is not worth a line. */
const WORTH_A_LINE_MS = 2_000;

/** One line on what a process sent to Stytch; undefined if nothing unusual happened. */
export function trafficSummary(traffic: Traffic): string | undefined {
  const { requests, retries, refusals, heldBackMs } = traffic;
  const heldBack = heldBackMs >= WORTH_A_LINE_MS;
  if (retries === 0 && refusals === 0 && !heldBack) return undefined;
  const parts = [
    counted(requests, "call"),
    `${retries} of them ${retries === 1 ? "a retry" : "retries"}`,
    ...(refusals > 0 ? [`${refusals} refused by the rate limit (429)`] : []),
    ...(heldBack
      ? [`calls held back for ${Math.round(heldBackMs / 1000)} s to keep the rate`]
      : []),
  ];
  return `Stytch: ${parts.join(", ")}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
