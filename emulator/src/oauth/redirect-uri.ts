import { urlInForm } from "../forms/urls.ts";
import type { OAuthContext } from "./context.ts";

const LOOPBACK_WITH_PORT = /^(http:\/\/(?:127\.0\.0\.1|\[::1\])):\d{1,5}(?=[/?]|$)/;

/**
 * Whether a redirect URI is one of the client's: compared character by character, except that a
 * loopback IP literal registered without a port stands for any port. A server that stores URLs in a
 * form of its own compares that form.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.3
 */
export function isRegisteredRedirectUri(
  registered: readonly string[],
  uri: string,
  { habits, misbehaviours }: Pick<OAuthContext, "habits" | "misbehaviours">,
): boolean {
  if (!URL.parse(uri)) return false;
  if (misbehaviours.has("any_redirect_accepted")) return true;
  if (misbehaviours.has("near_miss_redirect_accepted")) {
    return registered.some((known) => isNearMiss(known, uri));
  }
  const portless = uri.replace(LOOPBACK_WITH_PORT, "$1");
  return [uri, portless].some(
    (text) =>
      registered.includes(text) || registered.includes(urlInForm(text, habits.redirect_url_form)),
  );
}

function isNearMiss(known: string, uri: string): boolean {
  const [wanted, given] = [new URL(known), new URL(uri)];
  const path = (url: URL) => url.pathname.toLowerCase().replace(/\/$/, "");
  const isSameHost =
    given.hostname === wanted.hostname || given.hostname.endsWith(`.${wanted.hostname}`);
  return isSameHost && path(given) === path(wanted);
}
