import { z } from "zod";
import { redirectTo, responseIssuer } from "../oauth/authorize.ts";
import type { OAuthContext } from "../oauth/context.ts";
import { isCodeChallenge } from "../oauth/pkce.ts";

/** What an OAuth client puts into the URL of the authorization page. */
export const authorizationQuerySchema = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  response_type: z.string().default("code"),
  // What Stytch's own front end requests when a client names no scope.
  scope: z.string().default("openid email profile"),
  prompt: z.string().default(""),
  state: z.string().optional(),
  nonce: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
  /** Of the emulator's own sign-in page, which takes the response in the place of the client. */
  emulator_sign_in: z.string().optional(),
});

/** Whether an address has none of what a client puts into it. */
export function isWithoutRequest(query: Readonly<Record<string, string>>): boolean {
  return !Object.keys(authorizationQuerySchema.shape).some((name) => name in query);
}

export type AuthorizationQuery = z.output<typeof authorizationQuerySchema>;

/**
 * What is wrong with a request whose client and redirect URI are right, as the error that the
 * redirect passes to the client.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1
 */
export function queryProblem(query: AuthorizationQuery): string | undefined {
  if (query.response_type !== "code") return "unsupported_response_type";
  if (query.code_challenge !== undefined) {
    // RFC 7636 section 4.3: without a method it is plain, which is not supported.
    if (query.code_challenge_method !== "S256") return "invalid_request";
    if (!isCodeChallenge(query.code_challenge)) return "invalid_request";
  }
  // No one is logged in to this page before they say who they are.
  return promptsOf(query).includes("none") ? "login_required" : undefined;
}

/** The errors of the back end that are passed on to the client, by their Stytch name. */
const REDIRECTED = new Map([
  ["oauth_invalid_scope_requested", "invalid_scope"],
  ["connected_app_not_allowed_for_org", "access_denied"],
  ["pkce_required_for_idp_authorization_flow", "invalid_request"],
]);

export function redirectedError(errorType: string): string | undefined {
  return REDIRECTED.get(errorType);
}

/** @returns The redirect URI with an OAuth error and the state. */
export function errorRedirect(
  context: OAuthContext,
  { redirect_uri, state }: AuthorizationQuery,
  error: string,
): string {
  return redirectTo(redirect_uri, { error, state, iss: responseIssuer(context) });
}

/**
 * What the page requests of the back end. It fulfils `login` and `select_account` itself, since it
 * always asks who is there.
 */
export function authorizationOf(query: AuthorizationQuery, sessionToken: string) {
  return {
    clientId: query.client_id,
    redirectUri: query.redirect_uri,
    scopes: query.scope.split(" ").filter((scope) => scope !== ""),
    prompt: promptsOf(query).includes("consent") ? "consent" : "",
    selector: { session_token: sessionToken },
    state: query.state,
    nonce: query.nonce,
    codeChallenge: query.code_challenge,
  };
}

function promptsOf({ prompt }: AuthorizationQuery): string[] {
  return prompt.split(" ");
}
