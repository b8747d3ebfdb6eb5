import { RefusedError, RequestError, ResponseError, SmokeError, StoppedError } from "./errors.ts";

const BY_ERROR_TYPE = new Map([
  [
    "connected_app_not_found",
    "Make sure that the stack, the client id and the project belong together, and run pulumi up --refresh if the client was deleted by hand.",
  ],
  [
    "connected_app_not_allowed_for_org",
    "Allow the client in the organization's settings for Connected Apps, or test with a member of another organization.",
  ],
  [
    "connected_app_supplied_redirect_url_not_found_in_client",
    "Add the redirect URL to redirectUrls, and run pulumi up --refresh, which also finds one that was removed by hand.",
  ],
  [
    "authorization_endpoint_not_configured_for_project",
    "Set the authorization URL of the project in the Stytch dashboard under Connected Apps.",
  ],
  [
    "invalid_client",
    "Pass the current client secret; if it was rotated outside of Pulumi, change secretVersion and run pulumi up, so that the stack knows the secret again.",
  ],
  [
    "session_not_found",
    "Sign in again and pass a session that is still active (STYTCH_SMOKE_SESSION_TOKEN, STYTCH_SMOKE_SESSION_JWT).",
  ],
  [
    "invalid_session_token",
    "Pass a session token of this project that is still active (STYTCH_SMOKE_SESSION_TOKEN).",
  ],
  [
    "invalid_b2b_endpoint",
    "The project is a consumer project: pass --vertical consumer, or leave the option out.",
  ],
  [
    "invalid_consumer_endpoint",
    "The project is a B2B project: pass --vertical b2b, or leave the option out.",
  ],
  ["too_many_requests", "Run the smoke test again later: Stytch's rate limit was reached."],
]);

/** One sentence on what to do about a failure. */
export function adviceFor(error: unknown): string {
  if (error instanceof SmokeError && error.advice !== undefined) return error.advice;
  if (error instanceof StoppedError)
    return "Run the smoke test again, with a longer time limit if it ran out (--timeout, timeoutMs).";
  if (error instanceof RequestError) {
    return "Check the network, proxies, and the addresses of the API (--api-url, STYTCH_API_URL) and of the project domain (--project-domain, STYTCH_PROJECT_DOMAIN), and run the smoke test again.";
  }
  if (error instanceof ResponseError) {
    return "Check that the address of the API and of the project domain are Stytch's, and update stytch-connected-apps-smoke if they are.";
  }
  if (!(error instanceof RefusedError)) return "Report this as a bug in the smoke test.";
  const { status, errorType = "" } = error.refusal;
  const known = BY_ERROR_TYPE.get(errorType);
  if (known !== undefined) return known;
  if (status >= 500) {
    return "Run the smoke test again: the server is in trouble, which says nothing about the client.";
  }
  if (error.refusal.errorType === undefined) {
    return "Check the address of the API and of the project domain, and the proxies and firewalls in between.";
  }
  if (status === 401 || /project_id|stack/.test(errorType)) {
    return "Check that project id, secret and API address belong together and that the secret was not revoked (STYTCH_PROJECT_ID, STYTCH_SECRET, STYTCH_API_URL).";
  }
  if (status === 404) return "Check the address of the API and of the project domain.";
  return "Look up the response in Stytch's list of errors and fix what it names.";
}
