import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Finding } from "../../policy/src/findings.ts";
import type { ConnectedApp } from "../../policy/src/rule.ts";

export interface Question {
  readonly rule: string;
  readonly clients: readonly ConnectedApp[];
  readonly level: "mandatory" | "remediate";
}

export type Answer = { readonly findings: Finding[] } | { readonly thrown: string };

export interface WatchedRules {
  /** What a rule finds. Throws what it throws, and if it does not come back. */
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
  const end = async () => {
    await thread?.terminate();
    thread = undefined;
  };
  return {
    async findings(question) {
      thread ??= new Worker(new URL("./_rules-thread.ts", import.meta.url));
      const timer = new AbortController();
      thread.postMessage(question);
      const answer = await Promise.race([
        once(thread, "message", timer).then(([given]) => given as Answer),
        wait(LONGEST_MS, undefined, timer),
      ]).finally(() => timer.abort());
      if (answer === undefined) {
        await end();
        throw new Error(`${question.rule} did not come back within ${LONGEST_MS / 1000} s`);
      }
      if ("thrown" in answer) throw new Error(answer.thrown);
      return answer.findings;
    },
    close: end,
  };
}
