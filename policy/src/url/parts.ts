import { asBrowserReads } from "./characters.ts";

/** The parts of a URL as the author wrote them; those that are missing are undefined. */
export interface Parts {
  /** As written, and perhaps no scheme at all: `*` in `*://example.com`. */
  readonly scheme: string | undefined;
  readonly userinfo: string | undefined;
  readonly host: string | undefined;
  readonly port: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
  readonly fragment: string | undefined;
}

/** Schemes whose URLs always have a host, and in which a backslash is a slash. */
const SPECIAL: ReadonlySet<string> = new Set(["http", "https", "ws", "wss", "ftp"]);

export function isSpecial(scheme: string | undefined): boolean {
  return scheme !== undefined && SPECIAL.has(scheme.toLowerCase());
}

/** Splits at the first mark: the text before it, and the text after it or undefined. */
function cut(text: string, mark: string): [before: string, after: string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}

function cutScheme(text: string): [scheme: string | undefined, rest: string] {
  const [head] = cut(text, "/");
  const colon = head.indexOf(":");
  if (colon < 0) return [undefined, text];
  const scheme = text.slice(0, colon);
  // Without "//", a colon after anything but a scheme belongs to a port.
  if (!text.startsWith("//", colon + 1) && !/^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme)) {
    return [undefined, text];
  }
  return [scheme, text.slice(colon + 1)];
}

/** Where the authority begins and ends, or undefined. */
function cutAuthority(
  scheme: string | undefined,
  text: string,
): [authority: string | undefined, path: string] {
  let start = 0;
  if (isSpecial(scheme)) while (/[/\\]/.test(text.charAt(start))) start++;
  else if (text.startsWith("//")) start = 2;
  else if (scheme !== undefined || text.startsWith("/")) return [undefined, text];
  const length = text.slice(start).search(isSpecial(scheme) ? /[/\\]/ : /\//);
  const end = length < 0 ? text.length : start + length;
  return [text.slice(start, end), text.slice(end)];
}

function splitAuthority(authority: string | undefined): Pick<Parts, "userinfo" | "host" | "port"> {
  if (authority === undefined) return { userinfo: undefined, host: undefined, port: undefined };
  const at = authority.lastIndexOf("@");
  const place = authority.slice(at + 1);
  const colon = place.indexOf(":", place.startsWith("[") ? Math.max(0, place.indexOf("]")) : 0);
  return {
    userinfo: at < 0 ? undefined : authority.slice(0, at),
    host: colon < 0 ? place : place.slice(0, colon),
    port: colon < 0 ? undefined : place.slice(colon + 1),
  };
}

/**
 * Splits a URL, or text that was meant as one, with the boundaries that a browser sees. Text
 * without a scheme begins with its host, unless it begins with a slash.
 */
export function splitUrl(raw: string): Parts {
  const [beforeFragment, fragment] = cut(asBrowserReads(raw), "#");
  const [beforeQuery, query] = cut(beforeFragment, "?");
  const [scheme, rest] = cutScheme(beforeQuery);
  const [authority, path] = cutAuthority(scheme, rest);
  return { scheme, ...splitAuthority(authority), path, query, fragment };
}
