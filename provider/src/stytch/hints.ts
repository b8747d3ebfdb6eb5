import type { ApiErrorDetails } from "./errors.ts";
import type { SettingNames } from "./settings.ts";

const BY_ERROR_TYPE = new Map([
  [
    "connected_app_not_found",
    "The project has no client with this id. If it was deleted, run pulumi refresh; the next pulumi up creates it again.",
  ],
  [
    "organization_not_found",
    "The project has no such organization. Correct organizationId; if the organization was deleted, run pulumi refresh and remove the resource from the program.",
  ],
  [
    "invalid_b2b_endpoint",
    "Only B2B projects have organizations. Use a stack whose stytch:projectId is that of a B2B project, or remove the resource.",
  ],
  [
    "too_many_requests",
    "Stytch's rate limit was reached; try again later, or with fewer requests at a time.",
  ],
  [
    "idp_invalid_access_token_expiry_minutes",
    "Choose another accessTokenExpiryMinutes; Stytch publishes no bounds for it.",
  ],
  ["idp_invalid_access_token_custom_audience", "Choose another accessTokenCustomAudience."],
  [
    "idp_invalid_access_token_jwt_template",
    "Correct accessTokenTemplateContent or idTokenTemplateContent.",
  ],
  ["too_many_connected_apps", "Delete unused clients or ask Stytch for a higher limit."],
]);

/** One sentence on what to do about an error response. */
export function hintFor(
  { status, errorType }: ApiErrorDetails,
  { projectId, secret, apiUrl }: SettingNames,
): string {
  const known = errorType ? BY_ERROR_TYPE.get(errorType) : undefined;
  if (known) return known;
  if (errorType === "use_https") return `Set ${apiUrl} to an https:// address.`;
  if (errorType?.startsWith("jwt_template_")) {
    return "Correct accessTokenTemplateContent or idTokenTemplateContent.";
  }
  if (/^connected_app_.*redirect_url/.test(errorType ?? "")) {
    return "Correct redirectUrls or postLogoutRedirectUrls.";
  }
  if (status === 401 || errorType?.includes("project_id") || errorType?.includes("stack")) {
    return `Check that ${projectId} and ${secret} belong together, that they match the environment of ${apiUrl}, and that the secret was not revoked.`;
  }
  if (status === 403) return "The credentials do not allow this, or a firewall refused it.";
  if (status === 404 || status < 400) return `Check ${apiUrl}.`;
  if (status === 429)
    return "A rate limit was reached; try again later, or with fewer requests at a time.";
  if (status >= 500) return "The problem is on the server's side; run the command again.";
  return "Correct the value that the message names.";
}
