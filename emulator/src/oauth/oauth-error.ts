/**
 * A refusal of an OAuth 2.0 endpoint. Stytch's own name for the reason, where there is one, opens
 * the description.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export class OAuthError extends Error {
  override name = "OAuthError";
  readonly status: number;
  readonly error: string;

  constructor(status: number, error: string, description: string) {
    super(description);
    this.status = status;
    this.error = error;
  }
}

export const invalidRequest = (problem: string) => new OAuthError(400, "invalid_request", problem);

export const invalidClient = (problem: string) => new OAuthError(401, "invalid_client", problem);

export const invalidGrant = (problem: string) => new OAuthError(400, "invalid_grant", problem);

export const invalidScope = () =>
  new OAuthError(400, "invalid_scope", "The scope exceeds what was granted.");

export const unsupportedGrantType = () =>
  new OAuthError(
    400,
    "unsupported_grant_type",
    "grant_type must be authorization_code or refresh_token.",
  );

/** Documented for the API as 401; RFC 6749 knows no better name for it than invalid_grant. */
export const grantConsentRevoked = () =>
  new OAuthError(
    401,
    "invalid_grant",
    "connected_app_consent_revoked: the permission was revoked; complete another authorization flow.",
  );

export const invalidClientMetadata = (problem: string) =>
  new OAuthError(400, "invalid_client_metadata", problem);

export const registrationNotEnabled = () =>
  new OAuthError(
    400,
    "invalid_request",
    "dynamic_client_registration_not_enabled: the project does not let clients register.",
  );
