import { ApiError } from "../errors.ts";

export const publicTokenRequired = () =>
  new ApiError(400, "public_token_required", "The query parameter public_token is missing.");

export const publicTokenNotFound = () =>
  new ApiError(404, "public_token_not_found", "The public token could not be found.");

export const invalidOAuthProvider = () =>
  new ApiError(400, "invalid_oauth_provider", "The OAuth provider is unknown.");

export const noLoginRedirectUrl = () =>
  new ApiError(
    400,
    "no_login_redirect_url",
    "The query parameter login_redirect_url is missing, and the emulator has no default for it.",
  );

export const invalidLoginRedirectUrl = () =>
  new ApiError(
    400,
    "invalid_login_redirect_url",
    "login_redirect_url must be an absolute URL with http or https.",
  );

export const missingOrganizationLocator = () =>
  new ApiError(400, "missing_oauth_organization_locator", "Give either organization_id or slug.");

export const tooManyOrganizationLocators = () =>
  new ApiError(
    400,
    "too_many_oauth_organization_locators",
    "Give either organization_id or slug, not both.",
  );

export const invalidCodeChallenge = () =>
  new ApiError(
    400,
    "invalid_pkce_code_challenge",
    "The code challenge is not the base64url text of a SHA-256.",
  );

export const oauthTokenNotFound = () =>
  new ApiError(404, "oauth_token_not_found", "The OAuth token could not be found.");

export const verifierRefused = (errorType: string) =>
  new ApiError(400, errorType, "The code verifier does not fit the login.");
