import type { AuthenticationFactor } from "../state/session.ts";
import { timestamp } from "../timestamp.ts";

/**
 * The factor of a session made from an access token.
 *
 * @param now Milliseconds since the Unix epoch.
 */
export function oauthAccessTokenExchangeFactor(
  clientId: string,
  now: number,
): AuthenticationFactor {
  return {
    type: "oauth",
    deliveryMethod: "oauth_access_token_exchange",
    lastAuthenticatedAt: now,
    createdAt: now,
    detail: { oauth_access_token_exchange_factor: { client_id: clientId } },
  };
}

/** @param now Milliseconds since the Unix epoch. */
export function passwordFactor(
  email: { emailId: string; email: string },
  now: number,
): AuthenticationFactor {
  return {
    type: "password",
    deliveryMethod: "knowledge",
    lastAuthenticatedAt: now,
    createdAt: now,
    detail: { email_factor: { email_id: email.emailId, email_address: email.email } },
  };
}

/**
 * The factor of a social login.
 *
 * @param provider As in the start route: `google`.
 * @param now Milliseconds since the Unix epoch.
 */
export function oauthFactor(
  provider: { name: string; factorName: string },
  registration: { registrationId: string; providerSubject: string },
  emailId: string,
  now: number,
): AuthenticationFactor {
  return {
    type: "oauth",
    deliveryMethod: `oauth_${provider.name}`,
    lastAuthenticatedAt: now,
    createdAt: now,
    detail: {
      [provider.factorName]: {
        id: registration.registrationId,
        provider_subject: registration.providerSubject,
        email_id: emailId,
      },
    },
  };
}

/**
 * Adds a factor, or renews the one of the same kind about the same thing.
 *
 * @returns The factors in the order of their first use.
 */
export function withFactor(
  factors: readonly AuthenticationFactor[],
  factor: AuthenticationFactor,
): AuthenticationFactor[] {
  const known = factors.findIndex((other) => sameFactor(other, factor));
  if (known < 0) return [...factors, factor];
  return factors.map((other, place) =>
    place === known ? { ...other, lastAuthenticatedAt: factor.lastAuthenticatedAt } : other,
  );
}

export function factorBody(factor: AuthenticationFactor) {
  return {
    type: factor.type,
    delivery_method: factor.deliveryMethod,
    last_authenticated_at: timestamp(factor.lastAuthenticatedAt),
    created_at: timestamp(factor.createdAt),
    updated_at: timestamp(factor.lastAuthenticatedAt),
    ...factor.detail,
  };
}

function sameFactor(one: AuthenticationFactor, other: AuthenticationFactor): boolean {
  return (
    one.deliveryMethod === other.deliveryMethod &&
    JSON.stringify(one.detail) === JSON.stringify(other.detail)
  );
}
