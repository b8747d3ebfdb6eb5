import { isOverlong } from "./host.ts";
import { isSpecial, splitUrl } from "./parts.ts";
import { normalizePercentEncoding } from "./percent.ts";

/** Each round decodes one layer; no URL that a test found needs more. */
const MOST_ROUNDS = 4;

function normalizeOnce(href: string): string | undefined {
  const text = normalizePercentEncoding(href);
  return URL.parse(text)?.href;
}

/**
 * The one spelling of a URL: WHATWG's, with RFC 3986's normalization of percent-encoding on top.
 * Undefined for text that a browser cannot open.
 */
export function canonicalUrl(raw: string): string | undefined {
  const { scheme, host } = splitUrl(raw);
  const namesHost = isSpecial(scheme) || scheme?.toLowerCase() === "file";
  if (namesHost && isOverlong(host)) return undefined;
  let href = URL.parse(raw)?.href;
  for (let round = 0; round < MOST_ROUNDS && href !== undefined; round++) {
    const next = normalizeOnce(href);
    if (next === href) return href;
    href = next;
  }
  return undefined;
}
