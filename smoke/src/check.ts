import type { CheckContext } from "./context.ts";
import type { KnownTarget } from "./known-target.ts";

/** Every check, in the order in which they run. */
export const CHECK_IDS = [
  "credentials",
  "client-registered",
  "discovery",
  "subject",
  "authorize-start",
  "authorize",
  "authorize-wrong-redirect-refused",
  "authorize-without-pkce-refused",
  "token",
  "access-token-claims",
  "id-token-claims",
  "introspect",
  "token-wrong-verifier-refused",
  "token-wrong-secret-refused",
  "code-replay-refused",
  "session-exchange",
  "session-exchange-replay-refused",
  "session-authenticate",
  "session-exchange-refused",
  "refresh",
  "revoke",
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

/** What a check saw, small and without secrets. */
export type Evidence = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>;

/** One statement about a client, and how to find out whether it is true. */
export interface Check {
  readonly id: CheckId;
  /** What is true if the check passes. */
  readonly title: string;
  /** Checks without whose success this one means nothing; they run before it. */
  readonly needs: readonly CheckId[];
  /** True, or why the check has no meaning for the target. */
  applies(target: KnownTarget): true | string;
  /** @throws CheckFailure, or the error of a request that should have gone well. */
  run(context: CheckContext): Promise<Evidence>;
}

export interface CheckResult {
  readonly id: CheckId;
  readonly title: string;
  readonly outcome: "passed" | "failed" | "skipped";
  /** Milliseconds; 0 for a skipped check. */
  readonly durationMs: number;
  /** Why it failed or was skipped; undefined if it passed. */
  readonly reason?: string | undefined;
  /** One sentence on what to do; only for a failure. */
  readonly advice?: string | undefined;
  readonly evidence: Evidence;
}
