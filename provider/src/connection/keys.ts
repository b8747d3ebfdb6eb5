import { nearestName } from "../text/nearest-name.ts";

/**
 * Every key of the namespace `stytch` in a stack's configuration, with the environment variable that replaces
 * it, if there is one.
 */
export const KEYS = {
  projectId: "STYTCH_PROJECT_ID",
  secret: "STYTCH_SECRET",
  apiUrl: "STYTCH_API_URL",
  timeoutSeconds: undefined,
  maxRequestsPerSecond: "STYTCH_MAX_REQUESTS_PER_SECOND",
  maxConcurrentRequests: undefined,
  readLagSeconds: "STYTCH_READ_LAG_SECONDS",
  allowDestructive: "STYTCH_ALLOW_DESTRUCTIVE",
  readAtPreview: undefined,
  /** Read by the hook of the smoke test. */
  projectDomain: "STYTCH_PROJECT_DOMAIN",
} as const satisfies Record<string, string | undefined>;

export type Key = keyof typeof KEYS;

/**
 * What is wrong with a configuration that nevertheless works.
 *
 * @param set the keys that the configuration has.
 * @param isSecretHidden whether `stytch:secret` is encrypted; irrelevant if it is not set.
 */
export function warningsOf(set: readonly string[], isSecretHidden: boolean): string[] {
  const own = set.filter((key) => key.startsWith("stytch:")).map((key) => key.slice(7));
  const unknown = own.filter((key) => !(key in KEYS));
  return [
    ...(own.includes("secret") && !isSecretHidden ? [CLEAR_SECRET] : []),
    ...unknown.map(unknownKey),
  ];
}

const CLEAR_SECRET =
  "stytch:secret is in clear text in the configuration of this stack, and in every backup and commit " +
  "of its file. Encrypt it with pulumi config set --secret stytch:secret, which asks for the value; if the " +
  "file was shared, create a new secret in the Stytch dashboard and revoke this one.";

function unknownKey(key: string): string {
  const nearest = nearestName(key, Object.keys(KEYS));
  const advice =
    nearest === undefined
      ? `The keys are ${Object.keys(KEYS)
          .map((known) => `stytch:${known}`)
          .join(", ")}.`
      : `Did you mean stytch:${nearest}?`;
  return `stytch:${key} is not a known configuration key, so nothing reads it. ${advice} To remove it: pulumi config rm stytch:${key}`;
}
