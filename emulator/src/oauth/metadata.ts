import { apiError } from "../errors.ts";
import type { OAuthContext } from "./context.ts";
import { ADVERTISED_SCOPES } from "./scopes.ts";

/** Where the OAuth endpoints of a project are, as seen by a request. */
export interface EndpointBase {
  /** Prefix of `/token` and its neighbours. */
  oauth: string;
  /** Prefix of `/.well-known/…`. */
  wellKnown: string;
  /** Scheme, host and port. */
  origin: string;
}

/** On a project domain the path names no project; below `/v1/public` it does. */
export function endpointBase(request: { url: string }, projectId: string | undefined) {
  const { origin } = new URL(request.url);
  if (projectId === undefined) return { origin, wellKnown: origin, oauth: `${origin}/v1/oauth2` };
  const legacy = `${origin}/v1/public/${projectId}`;
  return { origin, wellKnown: legacy, oauth: `${legacy}/oauth2` };
}

/**
 * The OpenID Connect discovery document.
 *
 * @throws ApiError 400 `authorization_endpoint_not_configured_for_project`.
 * @see https://stytch.com/docs/b2b/api/connected-app-openid-configuration
 */
export function openidConfiguration(context: OAuthContext, base: EndpointBase) {
  const { registration_endpoint, ...metadata } = authorizationServerMetadata(context, base);
  const isNamed =
    context.habits.legacy_registration_endpoint === "named" ||
    // Only there is the issuer where the document is.
    context.issuer === base.origin;
  return {
    ...metadata,
    ...(isNamed && registration_endpoint !== undefined && { registration_endpoint }),
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  };
}

/**
 * The metadata of RFC 8414.
 *
 * @throws ApiError 400 `authorization_endpoint_not_configured_for_project`.
 */
export function authorizationServerMetadata(context: OAuthContext, base: EndpointBase) {
  const { misbehaviours, issuer, state } = context;
  const switches = state.switches.get();
  if (switches.authorizationEndpoint === null)
    throw apiError("authorization_endpoint_not_configured_for_project");
  const grants = ["authorization_code", "refresh_token"];
  return {
    issuer: misbehaviours.has("wrong_issuer") ? `${issuer}/other` : issuer,
    authorization_endpoint: switches.authorizationEndpoint ?? `${base.origin}/_emulator/authorize`,
    token_endpoint: misbehaviours.has("token_endpoint_elsewhere")
      ? "https://elsewhere.invalid/v1/oauth2/token"
      : `${base.oauth}/token`,
    userinfo_endpoint: `${base.oauth}/userinfo`,
    introspection_endpoint: `${base.oauth}/introspect`,
    revocation_endpoint: `${base.oauth}/revoke`,
    ...(switches.dynamicClientRegistration && {
      registration_endpoint: `${base.oauth}/register`,
    }),
    jwks_uri: `${base.wellKnown}/.well-known/jwks.json`,
    response_types_supported: ["code"],
    grant_types_supported: misbehaviours.has("implicit_grant_advertised")
      ? [...grants, "implicit"]
      : grants,
    scopes_supported: [...ADVERTISED_SCOPES, ...switches.customScopes.map(({ scope }) => scope)],
    code_challenge_methods_supported: misbehaviours.has("plain_pkce_advertised")
      ? ["S256", "plain"]
      : ["S256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
  };
}
