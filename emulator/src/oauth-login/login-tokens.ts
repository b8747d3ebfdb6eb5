import { createHash } from "node:crypto";
import type { ProjectContext } from "../context.ts";
import { apiError } from "../errors.ts";
import { newOpaqueToken, sha256 } from "../ids.ts";
import { verifierProblem } from "../oauth/pkce.ts";
import type { LoginToken } from "../state/login-token.ts";
import type { OAuthRegistration } from "../state/person.ts";
import type { Provider } from "./providers.ts";

const LIFETIME_MS = 5 * 60_000;

/** @returns A token of one use that lives 5 minutes; Stytch documents neither form nor lifetime. */
export function issueLoginToken(
  { state, clock }: ProjectContext,
  login: Omit<LoginToken, "id" | "expiresAt">,
): string {
  const token = newOpaqueToken();
  state.loginTokens.add({ ...login, id: sha256(token), expiresAt: clock.now() + LIFETIME_MS });
  return token;
}

/**
 * Finds the login of a token and uses the token up.
 *
 * @throws ApiError 404 `oauth_token_not_found` if unknown, used or expired, 400 with the name of
 * what is wrong with the PKCE verifier.
 */
export function takeLoginToken(
  { state, clock }: ProjectContext,
  token: string,
  codeVerifier: string | undefined,
): LoginToken {
  const login = state.loginTokens.get(sha256(token));
  if (login === undefined || login.expiresAt <= clock.now())
    throw apiError("oauth_token_not_found");
  const problem = verifierProblem(login.codeChallenge, codeVerifier);
  if (problem !== undefined) throw apiError(problem);
  state.loginTokens.remove(login.id);
  return login;
}

/** The account at the provider: always the same for the same address. */
export function emulatedAccount(provider: Provider, email: string) {
  const digest = createHash("sha256").update(`${provider.name}:${email.toLowerCase()}`).digest();
  return {
    providerType: provider.type,
    providerSubject: String(digest.readUIntBE(0, 6)),
    profilePictureUrl: "",
    locale: "en",
  } satisfies Omit<OAuthRegistration, "registrationId">;
}

/** Tokens of the provider; they give access to nothing. */
export function providerValues(login: LoginToken, expiresAt: string) {
  return {
    access_token: newOpaqueToken(),
    refresh_token: newOpaqueToken(),
    id_token: newOpaqueToken(),
    scopes: login.scopes,
    expires_at: expiresAt,
  };
}
