import {
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import type { CheckContext } from "../context.ts";
import { CheckFailure, mayHaveSucceeded, SmokeError } from "../errors.ts";
import { mayExchange } from "../known-target.ts";
import { adviceOnScopes } from "../look.ts";
import { restarting } from "../restart.ts";
import { type AuthorizeResponse, submitAuthorization } from "../stytch/authorize.ts";
import type { CodeToRedeem, Grant } from "./code.ts";
import type { TokenResponse } from "./token-response.ts";

/** What sets one authorization request apart from another. */
export interface GrantWish {
  readonly scopes: readonly string[];
  /** Default: the client's first. */
  readonly redirectUrl?: string | undefined;
  /** Default: yes. */
  readonly pkce?: boolean | undefined;
}

/** What one authorization request sent and got. */
export interface Attempt extends Omit<Grant, "code"> {
  readonly state: string;
  readonly response: AuthorizeResponse;
}

/** The scopes of the main flow: an ID token, a refresh token and, if allowed, the exchange. */
export function mainScopes(context: CheckContext): string[] {
  const scopes = ["openid", "offline_access"];
  return mayExchange(context.known()) ? [...scopes, "full_access"] : scopes;
}

/** @throws CheckFailure if the client has none. */
export function redirectUrlOf(context: CheckContext): string {
  const [first] = context.known().app.redirectUrls;
  if (first !== undefined) return first;
  throw new CheckFailure(
    "The client has no redirect URL, so no one can authorize it.",
    "Add the callback address of the application to redirectUrls.",
  );
}

/** Sends an authorization request as the subject, who consents; sends another if that one is lost. */
export function attemptAuthorization(context: CheckContext, wish: GrantWish): Promise<Attempt> {
  return restarting(context.http, () => authorizeOnce(context, wish));
}

async function authorizeOnce(context: CheckContext, wish: GrantWish): Promise<Attempt> {
  const { call, findings, secrets } = context;
  const verifier = randomPKCECodeVerifier();
  const codeChallenge = await calculatePKCECodeChallenge(verifier);
  const [state, nonce] = [randomState(), randomNonce()];
  const redirectUrl = wish.redirectUrl ?? redirectUrlOf(context);
  secrets.add(verifier, state, nonce);
  const response = await submitAuthorization(call, findings.get("vertical"), {
    clientId: context.target.app.clientId,
    redirectUrl,
    scopes: wish.scopes,
    session: findings.get("subject").credential,
    consentGranted: true,
    state,
    nonce,
    codeChallenge: wish.pkce === false ? undefined : codeChallenge,
  });
  secrets.add(response.code);
  return { redirectUrl, verifier, state, nonce, response };
}

/** A fresh code. */
export async function obtainCode(context: CheckContext, scopes: readonly string[]): Promise<Grant> {
  const { response, redirectUrl, verifier, nonce } = await attemptAuthorization(context, {
    scopes,
  });
  if (response.code !== undefined) return { code: response.code, redirectUrl, verifier, nonce };
  throw new CheckFailure(
    "A further authorization of the same client gave no code.",
    adviceOnScopes(context, scopes),
  );
}

/** Tokens of a further login like the main one. */
export async function obtainTokens(context: CheckContext): Promise<TokenResponse> {
  return redeem(context, await obtainCode(context, mainScopes(context)));
}

/** Redeems a code; clean-up revokes the tokens. */
export function redeem(
  context: CheckContext,
  grant: CodeToRedeem,
  clientSecret?: string,
): Promise<TokenResponse> {
  const oauth = context.findings.get("oauth");
  return revokingLater(context, () => oauth.redeem(grant, clientSecret));
}

/** Uses a refresh token; clean-up revokes the new tokens. */
export function refreshTokens(context: CheckContext, refreshToken: string): Promise<TokenResponse> {
  const oauth = context.findings.get("oauth");
  return revokingLater(context, () => oauth.refresh(refreshToken));
}

async function revokingLater(
  { cleanup, findings }: CheckContext,
  obtain: () => Promise<TokenResponse>,
): Promise<TokenResponse> {
  try {
    const { refreshToken, accessToken, ...rest } = await obtain();
    // Revoking a refresh token revokes the access tokens that came with it.
    const oauth = findings.get("oauth");
    cleanup.add("tokens of the test", () => oauth.revoke(refreshToken ?? accessToken));
    return { refreshToken, accessToken, ...rest };
  } catch (error) {
    if (
      error instanceof SmokeError &&
      mayHaveSucceeded(error) &&
      findings.get("subject").consented
    ) {
      // Revoking the consent would revoke them, but the consent is not the test's.
      cleanup.add("tokens whose response was lost", async () => {
        error.retried = true;
        throw error;
      });
    }
    throw error;
  }
}
