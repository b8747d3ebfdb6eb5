import { randomUUID } from "node:crypto";
import { isPublic } from "../connected-app/client-type.ts";
import { apiError } from "../errors.ts";
import { newOpaqueToken, sha256 } from "../ids.ts";
import { subjectId } from "../people/subject-type.ts";
import { rememberConsent } from "./consent.ts";
import type { OAuthContext } from "./context.ts";
import { isCodeChallenge } from "./pkce.ts";
import {
  type AuthorizationRequest,
  checkAuthorization,
  grantableScopes,
  type Preflight,
} from "./preflight.ts";

/** A request with the decision of the subject. Absent texts are undefined. */
export interface AuthorizationSubmission extends AuthorizationRequest {
  consentGranted: boolean;
  state: string | undefined;
  nonce: string | undefined;
  codeChallenge: string | undefined;
}

export interface AuthorizationResult {
  /** Where to send the subject: the client's redirect URI with `code` or `error`. */
  redirectUri: string;
  /** Absent if the authorization was refused. */
  code?: string;
}

/**
 * Grants or refuses an authorization. Consent that is neither required nor given is no refusal.
 *
 * @throws ApiError as `checkAuthorization` does, and for a missing or malformed code challenge.
 * @see https://stytch.com/docs/b2b/api/connected-app-oauth-authorize
 */
export async function authorize(
  context: OAuthContext,
  request: AuthorizationSubmission,
): Promise<AuthorizationResult> {
  const preflight = await checkAuthorization(context, request);
  const { app, consentRequired, prompts } = preflight;
  if (request.codeChallenge !== undefined && !isCodeChallenge(request.codeChallenge)) {
    throw apiError("invalid_pkce_code_challenge", "authorization");
  }
  const needsChallenge =
    isPublic(app.clientType) && !context.misbehaviours.has("pkce_not_required");
  if (needsChallenge && request.codeChallenge === undefined)
    throw apiError("pkce_required_for_idp_authorization_flow");

  const state = context.misbehaviours.has("state_dropped") ? undefined : request.state;
  if (consentRequired && (prompts.includes("none") || !request.consentGranted)) {
    const error = prompts.includes("none") ? "consent_required" : "access_denied";
    const error_description = "The Connected App was not given the consent it needs.";
    const fields = { error, error_description, state, iss: responseIssuer(context) };
    return { redirectUri: redirectTo(request.redirectUri, fields) };
  }
  const code = issueCode(context, request, preflight);
  return {
    redirectUri: redirectTo(request.redirectUri, { code, state, iss: responseIssuer(context) }),
    code,
  };
}

function issueCode(
  { state, clock, habits }: OAuthContext,
  request: AuthorizationSubmission,
  { app, subject, session, scopeResults }: Preflight,
): string {
  const code = newOpaqueToken();
  const grant = {
    grantId: randomUUID(),
    clientId: app.clientId,
    subjectId: subjectId(subject),
    organizationId: subject.kind === "member" ? subject.organization.id : null,
    sessionId: session?.id ?? null,
    scopes: grantableScopes(scopeResults),
  };
  state.authorizationCodes.add({
    id: sha256(code),
    grant,
    redirectUri: request.redirectUri,
    codeChallenge: request.codeChallenge ?? null,
    nonce: request.nonce ?? null,
    used: false,
    expiresAt: clock.now() + habits.authorization_code_lifetime_seconds * 1000,
  });
  rememberConsent(state, grant);
  return code;
}

/** `iss` of an authorization response, which RFC 9207 defines. */
export function responseIssuer(context: OAuthContext): string | undefined {
  const { habits, issuer, project, misbehaviours } = context;
  if (misbehaviours.has("wrong_response_issuer")) return "https://elsewhere.invalid";
  if (habits.authorization_response_iss === "left_out") return undefined;
  return habits.authorization_response_iss === "issuer"
    ? issuer
    : `stytch.com/${project.projectId}`;
}

/** Adds to the query that a redirect URI may have, leaving the rest of its text alone. */
export function redirectTo(uri: string, fields: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) query.set(name, value);
  }
  return `${uri}${uri.includes("?") ? "&" : "?"}${query}`;
}
