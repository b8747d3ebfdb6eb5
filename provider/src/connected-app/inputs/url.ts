import { urlPlaceholderProblem } from "../../text/placeholders.ts";

/**
 * The hosts of RFC 8252 sections 7.3 and 8.3, the only ones to which `http:` redirects may lead,
 * as the whole authority. As written, since a parser turns 2130706433 into 127.0.0.1 too, but a server that
 * compares text does not; and as parsed, since `localhost:80@evil.example` only looks like one of them.
 */
const LOOPBACK_AUTHORITY = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d*)?(?=[/?#]|$)/i;
const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Why Stytch would refuse a URL that a browser is sent back to, or undefined. Whether it is wise
 * is for the policy pack to judge.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2
 */
export function redirectUrlProblem(text: string): string | undefined {
  const placeholder = urlPlaceholderProblem(text);
  if (placeholder) return placeholder;
  if (/\s/.test(text)) return "contains white space";
  // A URL parser repairs these; a server that compares text does not.
  if (/[\\\p{Cc}]/u.test(text)) return "contains a backslash or a control character";
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text)) {
    return "must begin with a scheme, as in https://app.example.com/callback";
  }
  const url = URL.parse(text);
  if (!url) return "is not a valid URL";
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return "must begin with https:// (or http:// for a loopback address)";
  }
  if (!/^https?:\/\/[^/]/i.test(text)) return 'must have "//" and a host after the scheme';
  if (/^https?:\/\/https?:?\/\//i.test(text)) return "has its scheme twice; remove one";
  if (url.protocol === "http:" && !isLoopbackUrl(text)) {
    return "may use http:// for localhost, 127.0.0.1 and [::1] only; use https://";
  }
  return undefined;
}

/** Whether a URL leads, by `http:`, to the machine that the browser runs on, and does not only look so. */
export function isLoopbackUrl(text: string): boolean {
  const host = LOOPBACK_AUTHORITY.test(text) ? URL.parse(text)?.hostname : undefined;
  return host !== undefined && LOOPBACK_HOSTS.has(host);
}

/** Why a URL cannot be a redirect URI of OAuth 2.0: the same, and it must not have a fragment. */
export function redirectUriProblem(text: string): string | undefined {
  return (
    redirectUrlProblem(text) ??
    (text.includes("#") ? "must not have a fragment (#…); RFC 6749 section 3.1.2" : undefined)
  );
}

/** Why a URL cannot be loaded as an image by a browser, or undefined. */
export function webUrlProblem(text: string): string | undefined {
  const placeholder = urlPlaceholderProblem(text);
  if (placeholder) return placeholder;
  if (/\s/.test(text)) return "contains white space";
  if (!/^https?:\/\/[^/\\]/i.test(text) || !URL.parse(text)) {
    return "must be an absolute URL that begins with https:// (or http://)";
  }
  return undefined;
}
