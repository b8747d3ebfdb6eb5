import { ApiError } from "../errors.ts";

// Refusals of the back end of the authorization endpoint and of the access token exchange.

export const redirectUrlNotFound = () =>
  new ApiError(
    401,
    "connected_app_supplied_redirect_url_not_found_in_client",
    "The redirect URL supplied in the request is not registered to the client.",
  );

export const notAllowedForOrganization = () =>
  new ApiError(
    403,
    "connected_app_not_allowed_for_org",
    "The organization does not allow this Connected App.",
  );

export const invalidScopeRequested = (scope: string) =>
  new ApiError(400, "oauth_invalid_scope_requested", `The project has no scope ${scope}.`);

export const promptNoneMustBeExclusive = () =>
  new ApiError(
    400,
    "oidc_prompt_none_must_be_exclusive",
    "prompt none cannot be combined with another value.",
  );

export const pkceRequired = () =>
  new ApiError(
    400,
    "pkce_required_for_idp_authorization_flow",
    "A public Connected App must send a code_challenge.",
  );

export const invalidCodeChallenge = () =>
  new ApiError(
    400,
    "invalid_pkce_code_challenge",
    "code_challenge must be the base64url SHA-256 of the code verifier, 43 characters.",
  );

export const consentRevoked = () =>
  new ApiError(
    401,
    "connected_app_consent_revoked",
    "The Connected App's permission has been revoked. Complete another authorization flow to re-enable access.",
  );

export const accessTokenNotFound = () =>
  new ApiError(404, "idp_access_token_not_found", "The access token could not be found.");

export const accessTokenExpired = () =>
  new ApiError(401, "idp_access_token_expired", "The access token has expired.");

export const couldNotBeExchanged = () =>
  new ApiError(
    404,
    "idp_access_token_could_not_be_exchanged",
    "The access token could not be exchanged.",
  );

export const missingFullAccess = () =>
  new ApiError(
    400,
    "oauth_access_token_exchange_missing_full_access",
    "Only an access token with the scope full_access can be exchanged.",
  );

export const accessTokenTooOld = () =>
  new ApiError(
    400,
    "oauth_access_token_exchange_token_too_old",
    "An access token can be exchanged for 5 minutes after its issue.",
  );

export const notLinkedToSession = () =>
  new ApiError(
    400,
    "oauth_access_token_exchange_token_invalid_grant",
    "The authorization of this access token is not linked to a living session.",
  );

export const authorizationEndpointNotConfigured = () =>
  new ApiError(
    400,
    "authorization_endpoint_not_configured_for_project",
    "The project does not have an authorization endpoint configured.",
  );
