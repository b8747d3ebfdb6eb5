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

/** What a check saw: little, and no secrets. */
export type Evidence = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>;

/** How checks end, in the order in which they are counted. */
export const CHECK_OUTCOMES = ["passed", "failed", "inconclusive", "skipped"] as const;

export interface CheckResult {
  readonly id: CheckId;
  readonly title: string;
  /**
   * `inconclusive` if the network, a proxy or a server in trouble kept the check from an outcome:
   * nothing is known about the client, good or bad.
   */
  readonly outcome: (typeof CHECK_OUTCOMES)[number];
  /** Milliseconds; 0 for a skipped check. */
  readonly durationMs: number;
  /** Why it did not pass; undefined if it did. */
  readonly reason?: string | undefined;
  /** For a skipped check: the check where the trouble began. */
  readonly cause?: CheckId | undefined;
  /** One sentence on what to do; only for a failed or an inconclusive check. */
  readonly advice?: string | undefined;
  readonly evidence: Evidence;
}
