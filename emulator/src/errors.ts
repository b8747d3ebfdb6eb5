/**
 * An answer of the Stytch API that says no.
 *
 * The names are those of Stytch's list of API error types; where Stytch documents no status for a
 * name, the status is the one of its family.
 *
 * @see https://stytch.com/docs/api/errors/400
 */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: number;
  readonly errorType: string;

  constructor(status: number, errorType: string, message: string) {
    super(message);
    this.status = status;
    this.errorType = errorType;
  }
}

export const badRequest = () =>
  new ApiError(400, "bad_request", "The request body is not valid JSON.");

export const invalidArgument = (problem: string) =>
  new ApiError(400, "invalid_argument", `Invalid argument: ${problem}.`);

export const invalidProjectId = () =>
  new ApiError(
    400,
    "invalid_project_id_authentication",
    "The project ID in the basic authentication header is not of the form project-test-{uuid} or project-live-{uuid}.",
  );

export const unauthorizedCredentials = () =>
  new ApiError(401, "unauthorized_credentials", "Unauthorized credentials.");

export const routeNotFound = () =>
  new ApiError(404, "route_not_found", "The route provided is not supported.");

export const tooManyRequests = () =>
  new ApiError(429, "too_many_requests", "Too many requests have been made.");

export const internalServerError = (problem: string) =>
  new ApiError(500, "internal_server_error", `The emulator failed: ${problem}`);

export const connectedAppNotFound = () =>
  new ApiError(404, "connected_app_not_found", "The Connected App requested could not be found.");

export const invalidConnectedAppType = () =>
  new ApiError(
    400,
    "invalid_connected_app_type",
    "client_type must be first_party, first_party_public, third_party or third_party_public.",
  );

export const tooManyConnectedApps = (limit: number) =>
  new ApiError(
    400,
    "too_many_connected_apps",
    `The project may hold ${limit} Connected Apps and already does.`,
  );

export const thirdPartyCannotUseFullAccess = () =>
  new ApiError(
    400,
    "third_party_clients_cannot_use_full_access",
    "full_access_allowed is for first party clients only.",
  );

export const thirdPartyRequiresConsent = () =>
  new ApiError(
    400,
    "third_party_clients_require_consent_for_offline_access",
    "bypass_consent_for_offline_access is for first party clients only.",
  );

export const publicConnectedAppsDoNotHaveSecrets = () =>
  new ApiError(
    400,
    "public_connected_apps_do_not_have_secrets",
    "A public Connected App has no secret to rotate.",
  );

export const alreadyRotatingSecret = () =>
  new ApiError(
    400,
    "connected_app_already_rotating_secret",
    "A secret rotation is already under way; finish or cancel it first.",
  );

export const notRotatingSecret = () =>
  new ApiError(
    400,
    "connected_app_not_rotating_secret",
    "No secret rotation is under way; start one first.",
  );

export const invalidAccessTokenExpiry = (min: number, max: number) =>
  new ApiError(
    400,
    "idp_invalid_access_token_expiry_minutes",
    `access_token_expiry_minutes must be from ${min} to ${max}.`,
  );

export type RedirectUrlProblem =
  | "connected_app_invalid_redirect_url"
  | "connected_app_redirect_url_must_include_scheme"
  | "connected_app_redirect_url_must_use_http_or_https_scheme"
  | "connected_app_redirect_url_must_use_https_scheme"
  | "connected_app_redirect_url_http_scheme_must_use_loopback"
  | "connected_app_redirect_url_cannot_use_localhost";

export const redirectUrlRefused = (errorType: RedirectUrlProblem, place: string) =>
  new ApiError(400, errorType, `${place}: the redirect URL is not allowed.`);

export type TemplateProblem =
  | "jwt_template_invalid_json"
  | "jwt_template_invalid_tag"
  | "jwt_template_mismatched_tag";

export const templateRefused = (errorType: TemplateProblem, field: string, problem: string) =>
  new ApiError(400, errorType, `${field}: ${problem}.`);

/** The error a fault answers when only a status was asked for. */
export function errorOfStatus(status: number, route: string): ApiError {
  if (status === 401) return unauthorizedCredentials();
  if (status === 404) {
    return route.includes("{client_id}") ? connectedAppNotFound() : routeNotFound();
  }
  if (status === 429) return tooManyRequests();
  const errorType =
    ERROR_TYPE_OF_STATUS[status] ?? (status < 500 ? "bad_request" : "internal_server_error");
  return new ApiError(status, errorType, "This answer was asked for by a fault.");
}

const ERROR_TYPE_OF_STATUS: Record<number, string> = {
  403: "unauthorized_action",
  405: "method_not_allowed",
  502: "server_unavailable",
  503: "server_unavailable",
  504: "server_unavailable",
};
