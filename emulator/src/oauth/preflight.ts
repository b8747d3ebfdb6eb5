import { apiError } from "../errors.ts";
import { resolveSubject, type Subject, type SubjectFields, subjectId } from "../people/subject.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import type { Session } from "../state/session.ts";
import { isConsentRequired } from "./consent.ts";
import type { OAuthContext } from "./context.ts";
import { isAllowedForOrganization } from "./organization-policy.ts";
import { isRegisteredRedirectUri } from "./redirect-uri.ts";
import { judgeScopes, type ScopeResult } from "./scopes.ts";

/** What a client requests, and who may grant it. */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  /** Space separated; `consent` or `none`. */
  prompt: string;
  selector: SubjectFields;
}

/** What is known before the subject decides. */
export interface Preflight {
  app: ConnectedApp;
  subject: Subject;
  /** The session that authorizes; absent if the request only named the subject. */
  session: Session | undefined;
  scopeResults: ScopeResult[];
  consentRequired: boolean;
  prompts: string[];
}

/**
 * Checks everything about an authorization that does not depend on the decision of the subject.
 *
 * @throws ApiError for an unknown client, redirect URI, subject or scope, a client that the
 * organization does not allow, and a wrong prompt: none of these may end in a redirect.
 * @see https://stytch.com/docs/b2b/api/connected-app-oauth-authorize-start
 */
export async function checkAuthorization(
  context: OAuthContext,
  request: AuthorizationRequest,
): Promise<Preflight> {
  const { state, misbehaviours } = context;
  const app = findClient(context, request.clientId, request.redirectUri);
  const { subject, session } = await resolveSubject(context, request.selector);
  if (subject.kind === "member" && !isAllowedForOrganization(app, subject.organization.settings)) {
    throw apiError("connected_app_not_allowed_for_org");
  }
  const prompts = readPrompt(request.prompt);
  const { customScopes } = state.switches.get();
  const scopeResults = judgeScopes(request.scopes, app, subject, customScopes, misbehaviours);
  const asked = { scopes: grantableScopes(scopeResults), prompts };
  const consentRequired = isConsentRequired(state, app, subjectId(subject), asked, misbehaviours);
  return { app, subject, session, scopeResults, consentRequired, prompts };
}

/** @throws ApiError 404 `connected_app_not_found`, 401 if the redirect URI is not the client's. */
export function findClient(
  context: OAuthContext,
  clientId: string,
  redirectUri: string,
): ConnectedApp {
  const app = context.state.connectedApps.get(clientId);
  if (app === undefined) throw apiError("connected_app_not_found");
  if (!isRegisteredRedirectUri(app.settings.redirectUrls, redirectUri, context)) {
    throw apiError("connected_app_supplied_redirect_url_not_found_in_client");
  }
  return app;
}

/** What is granted in the end: the rest is silently dropped, as Stytch's own page expects. */
export function grantableScopes(results: readonly ScopeResult[]): string[] {
  return results.filter((result) => result.isGrantable).map((result) => result.scope);
}

function readPrompt(text: string): string[] {
  const prompts = text.split(" ").filter((prompt) => prompt !== "");
  if (prompts.some((prompt) => prompt !== "consent" && prompt !== "none")) {
    throw apiError("invalid_argument", "prompt supports consent only");
  }
  if (prompts.includes("none") && prompts.length > 1)
    throw apiError("oidc_prompt_none_must_be_exclusive");
  return prompts;
}
