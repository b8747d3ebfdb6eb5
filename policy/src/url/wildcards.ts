import type { Parts } from "./parts.ts";
import { placeholderInHost, placeholderInPath, placeholderInQuery } from "./placeholders.ts";

export type Place =
  | "scheme"
  | "userinfo"
  | "host"
  | "host name"
  | "port"
  | "path"
  | "query"
  | "fragment";

/** Something that matches any text: `*`, or a placeholder such as `{tenant}`, `{}` or `:tenant`. */
export interface Wildcard {
  readonly place: Place;
  readonly text: string;
}

/** The first wildcard in a text: `*`, `**`, `{tenant}`, `${tenant}`. */
function firstWildcard(text: string | undefined): string | undefined {
  return (text?.match(/\*\*?/) ?? text?.match(/\{[^{}]*\}/))?.[0];
}

/**
 * Every part of a URL that has a wildcard.
 *
 * @param hostName the host as a browser reads it: `%2A` and full-width asterisks are decoded there.
 */
export function findWildcards(parts: Parts, hostName: string | undefined): Wildcard[] {
  const { scheme, userinfo, host, port, path, query, fragment } = parts;
  const found: Wildcard[] = [];
  const look = (
    place: Place,
    text: string | undefined,
    placeholderIn?: (text: string) => string | undefined,
  ): void => {
    const wildcard = firstWildcard(text) ?? placeholderIn?.(text ?? "");
    if (wildcard !== undefined) found.push({ place, text: wildcard });
  };
  look("scheme", scheme);
  look("userinfo", userinfo);
  const inHost = firstWildcard(host) ?? firstWildcard(hostName) ?? placeholderInHost(host ?? "");
  if (inHost !== undefined) {
    const whole = host === inHost || hostName === inHost;
    found.push({ place: whole ? "host" : "host name", text: inHost });
  }
  look("port", port);
  look("path", path, placeholderInPath);
  look("query", query, placeholderInQuery);
  look("fragment", fragment);
  return found;
}
