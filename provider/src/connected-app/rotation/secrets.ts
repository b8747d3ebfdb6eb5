import type { ConnectedApp } from "../../stytch/api.ts";
import type { SecretOutputs } from "../model.ts";
import type { ServerSecrets } from "./plan.ts";

export function serverSecrets(app: ConnectedApp): ServerSecrets {
  return { current: app.clientSecretLastFour, next: app.nextClientSecretLastFour };
}

/**
 * Whether the server shows the last four characters of no secret. A client that has a secret may lack them,
 * since the API may leave them out.
 */
export function hidesSecrets(app: ConnectedApp): boolean {
  const { current, next } = serverSecrets(app);
  return current === "" && next === "";
}

/** How the API names a secret that it does not show. */
export function lastFour(secret: string): string {
  return secret.slice(-4);
}

/** What the response to a create says about the secret, which is `""` for public clients. */
export function secretsOfNew({ clientSecret }: { clientSecret: string }, now: Date): SecretOutputs {
  if (clientSecret === "") return {};
  return {
    clientSecret,
    clientSecretLastFour: lastFour(clientSecret),
    secretRotatedAt: now.toISOString(),
  };
}

/**
 * What is known of a client's secrets after a response of the server: each known secret that the
 * server still has, in the role that it has there. Of a secret that someone else created, only the last four
 * characters are known. The versions stay what the program last wanted, unless the rotation turns out complete.
 */
export function reconcileSecrets(
  app: ConnectedApp,
  known: SecretOutputs,
  now: Date,
): SecretOutputs {
  if (hidesSecrets(app)) return pick(known, SECRET_NAMES);
  const { current, next } = serverSecrets(app);
  const isNext = endsIn(known.nextClientSecret, next);
  // A response may leave the last four characters out; then nothing contradicts what is known.
  const isCurrent = current === "" || endsIn(known.clientSecret, current);
  if (!isCurrent && !isNext && endsIn(known.nextClientSecret, current)) {
    return { ...promoted(known, now), ...(next !== "" && { nextClientSecretLastFour: next }) };
  }
  return {
    ...pick(known, ["secretVersion", "nextSecretVersion"]),
    ...(isCurrent && pick(known, ["clientSecret", "clientSecretLastFour", "secretRotatedAt"])),
    ...(current !== "" && { clientSecretLastFour: current }),
    ...(isNext && pick(known, ["nextClientSecret", "secretRotationStartedAt"])),
    ...(next !== "" && { nextClientSecretLastFour: next }),
  };
}

/** The secrets once the next one has just become the current one. */
export function promoted(
  { nextClientSecret, nextSecretVersion }: SecretOutputs,
  now: Date,
): SecretOutputs {
  return {
    ...(nextClientSecret !== undefined && {
      clientSecret: nextClientSecret,
      clientSecretLastFour: lastFour(nextClientSecret),
    }),
    ...(nextSecretVersion !== undefined && { secretVersion: nextSecretVersion }),
    secretRotatedAt: now.toISOString(),
  };
}

function endsIn(secret: string | undefined, ending: string): boolean {
  return secret !== undefined && ending !== "" && lastFour(secret) === ending;
}

/** What the state remembers of the secrets of a client. */
export const SECRET_NAMES: readonly (keyof SecretOutputs)[] = [
  "secretVersion",
  "nextSecretVersion",
  "clientSecret",
  "clientSecretLastFour",
  "secretRotatedAt",
  "nextClientSecret",
  "nextClientSecretLastFour",
  "secretRotationStartedAt",
];

/** The named properties that exist. */
function pick(known: SecretOutputs, names: readonly (keyof SecretOutputs)[]): SecretOutputs {
  return Object.fromEntries(
    names.filter((name) => known[name] !== undefined).map((name) => [name, known[name]]),
  );
}
