import { on } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Finding } from "../../policy/src/findings.ts";
import type { ConnectedApp } from "../../policy/src/rule.ts";

export interface Question {
  readonly rules: readonly string[];
  readonly clients: readonly ConnectedApp[];
  readonly level: "mandatory" | "remediate";
}

export type Answer = { readonly findings: Finding[] } | { readonly thrown: string };

export interface WatchedRules {
  /** What some rules find, one after the other. Throws what one throws, and if one does not come back. */
  findings(question: Question): Promise<Finding[]>;
  close(): Promise<void>;
}

/**
 * No measure of speed: a rule takes a tenth of a second at most for what the tests ask, and minutes
 * if its time grows with the square of that.
 */
const LONGEST_MS = 15_000;

/** The rules in a thread, which can be ended where a test in this one would hang. */
export function watchRules(): WatchedRules {
  let thread: Worker | undefined;
  let isBusy = false;
  const end = async (ended = thread) => {
    if (thread === ended) thread = undefined;
    await ended?.terminate();
  };
  return {
    async findings(question) {
      // A test that took too long left a question behind, whose answers are of no use to the next one.
      if (isBusy) await end();
      isBusy = true;
      // Another question may end it and start the next one while this one waits.
      const asked = thread ?? new Worker(new URL("./_rules-thread.ts", import.meta.url));
      thread = asked;
      const answers = on(asked, "message");
      asked.postMessage(question);
      const findings: Finding[] = [];
      for (const rule of question.rules) {
        const timer = new AbortController();
        const answer = await Promise.race([
          answers.next().then(({ value }) => (value as [Answer])[0]),
          wait(LONGEST_MS, undefined, timer).catch(() => undefined),
        ]).finally(() => timer.abort());
        if (answer === undefined || "thrown" in answer) {
          await end(asked);
          const silence = `did not come back within ${LONGEST_MS / 1000} s`;
          throw new Error(`${rule}: ${answer?.thrown ?? silence}`);
        }
        findings.push(...answer.findings);
      }
      await answers.return?.();
      isBusy = false;
      return findings;
    },
    close: () => end(),
  };
}
