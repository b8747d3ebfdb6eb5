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
