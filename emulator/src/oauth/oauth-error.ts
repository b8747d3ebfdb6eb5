/** The errors of the OAuth 2.0 endpoints, each with its status. */
const STATUS_OF_ERROR = {
  invalid_request: 400,
  invalid_client: 400,
  invalid_grant: 400,
  invalid_scope: 400,
  unsupported_grant_type: 400,
  invalid_client_metadata: 400,
  invalid_redirect_uri: 400,
} as const;

/**
 * An error response of an OAuth 2.0 endpoint. Stytch's own name for the reason, where there is one,
 * opens the description.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export class OAuthError extends Error {
  override name = "OAuthError";
  readonly error: keyof typeof STATUS_OF_ERROR;
  readonly status: number;

  /** @param status Default: the one of the error. */
  constructor(
    error: keyof typeof STATUS_OF_ERROR,
    description: string,
    status: number = STATUS_OF_ERROR[error],
  ) {
    super(description);
    this.error = error;
    this.status = status;
  }
}
