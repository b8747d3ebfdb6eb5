import { isPublic } from "../connected-app/client-type.ts";
import type { RedirectUrlProblem } from "../error-table.ts";
import { apiError } from "../errors.ts";
import type { RuleContext } from "./context.ts";

const SCHEME = /^([a-z][a-z0-9+.-]*):\//;
/** What a browser handles itself, so that no application can receive a code by it. */
const BROWSER_SCHEMES = new Set(["about", "blob", "data", "file", "ftp", "javascript", "vbscript"]);
const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Refuses a list of redirect URLs that an OAuth client must not have: https is fine, http is for
 * loopback addresses of test projects, other schemes are refused. The habits `live_loopback_urls` and
 * `private_use_schemes` allow more.
 *
 * @throws ApiError 400 with the `connected_app_…redirect_url…` name of the first problem.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2
 */
export function checkRedirectUrls(
  field: string,
  urls: string[],
  { project, clientType, habits }: RuleContext,
): void {
  const isLoopbackRefused =
    project.environment === "live" &&
    (habits.live_loopback_urls === "refused_for_all" || isPublic(clientType));
  const areSchemesFree = habits.private_use_schemes === "accepted";
  for (const [index, url] of urls.entries()) {
    const problem =
      findProblem(url, isLoopbackRefused, areSchemesFree) ?? fragmentProblem(field, url);
    if (problem !== undefined) throw apiError(problem, `${field}[${index}]`);
  }
}

function findProblem(
  url: string,
  isLoopbackRefused: boolean,
  areSchemesFree: boolean,
): RedirectUrlProblem | undefined {
  const scheme = SCHEME.exec(url.toLowerCase())?.[1];
  if (scheme === undefined) return "connected_app_redirect_url_must_include_scheme";
  if (scheme !== "http" && scheme !== "https") {
    if (areSchemesFree && !BROWSER_SCHEMES.has(scheme)) {
      return URL.parse(url) ? undefined : "connected_app_invalid_redirect_url";
    }
    return "connected_app_redirect_url_must_use_http_or_https_scheme";
  }
  // The URL parser repairs all of these.
  const parsed = /[\s\\]/.test(url) || !/^[^:]+:\/\/[^/]/.test(url) ? null : URL.parse(url);
  if (parsed === null) {
    return "connected_app_invalid_redirect_url";
  }
  if (scheme === "https") return undefined;
  if (!LOOPBACK_HOSTS.has(parsed.hostname)) {
    return "connected_app_redirect_url_http_scheme_must_use_loopback";
  }
  if (!isLoopbackRefused) return undefined;
  return parsed.hostname === "localhost"
    ? "connected_app_redirect_url_cannot_use_localhost"
    : "connected_app_redirect_url_must_use_https_scheme";
}

/** RFC 6749 section 3.1.2 forbids it where codes are sent to; no standard does after a logout. */
function fragmentProblem(field: string, url: string): RedirectUrlProblem | undefined {
  const takesCodes = field !== "post_logout_redirect_urls";
  return takesCodes && url.includes("#") ? "connected_app_invalid_redirect_url" : undefined;
}
