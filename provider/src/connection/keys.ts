/**
 * Every key of the namespace `stytch` in a stack's configuration, with the environment variable that replaces
 * it, if there is one.
 */
export const KEYS = {
  projectId: "STYTCH_PROJECT_ID",
  secret: "STYTCH_SECRET",
  apiUrl: "STYTCH_API_URL",
  timeoutSeconds: undefined,
  maxRequestsPerSecond: undefined,
  maxConcurrentRequests: undefined,
  readLagSeconds: "STYTCH_READ_LAG_SECONDS",
  allowDestructive: "STYTCH_ALLOW_DESTRUCTIVE",
  readAtPreview: undefined,
  /** Read by the hook of the smoke test. */
  projectDomain: "STYTCH_PROJECT_DOMAIN",
} as const satisfies Record<string, string | undefined>;

export type Key = keyof typeof KEYS;
