import type { Outcome } from "./outcome.ts";
import { runSequence } from "./sequence.ts";

/** Runs sequences of faults one after the other; each is the same for the same seed. */
export async function runSequences(
  seed: string,
  count: number,
  say: (line: string) => void,
): Promise<Outcome> {
  const struck = new Map<string, number>();
  const failed: string[] = [];
  let requests = 0;
  for (let n = 0; n < count; n += 1) {
    const result = await runSequence(`${seed}-${n}`);
    requests += result.requests;
    for (const [what, times] of result.struck) struck.set(what, (struck.get(what) ?? 0) + times);
    if (result.problems.length > 0) {
      failed.push(result.seed);
      say([`sequence ${result.seed}:`, ...result.story, ...result.problems].join("\n"));
    }
    if ((n + 1) % 50 === 0) say(`${n + 1} of ${count} sequences, ${failed.length} failed`);
  }
  const faults = [...struck.values()].reduce((sum, times) => sum + times, 0);
  return {
    isGood: failed.length === 0,
    facts: [
      `${count} sequences of 6 runs with 20 clients each, ${failed.length} failed${failed.length > 0 ? ` (${failed.join(", ")})` : ""}`,
      `${requests} requests, ${faults} faults: ${struck.size} pairs of request and fault`,
    ],
  };
}
