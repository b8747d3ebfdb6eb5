import {
  analyzeUrl,
  DANGEROUS_SCHEMES,
  isOwnMachine,
  isPublic,
  siteOf,
  type UrlAnalysis,
} from "pulumi-stytch-connected-apps-policy/analysis";
import { contentOf, type KnownUrls } from "./known-urls.ts";

/** What a URL that is added to those of a client means; the worst that is true of it. */
export type UrlMeaning =
  | "dangerous-scheme"
  | "widened"
  | "wildcard"
  | "http"
  | "lookalike"
  | "ambiguous"
  | "loopback"
  | "loopback-public"
  | "scheme"
  | "host"
  | "subdomain"
  | "url"
  | "respelled";

export interface AddedUrl {
  readonly raw: string;
  readonly meaning: UrlMeaning;
  /** What it widens, looks like or respells. */
  readonly other: string | undefined;
}

/** Reads an added URL as the policies do. */
export function judgeUrl(raw: string, known: KnownUrls): AddedUrl {
  const url = analyzeUrl(raw);
  const as = (meaning: UrlMeaning, other?: string): AddedUrl => ({ raw, meaning, other });
  if (DANGEROUS_SCHEMES.some((scheme) => url.possibleSchemes.has(scheme))) {
    return as("dangerous-scheme");
  }
  if (url.wildcards.length > 0) {
    const covered = known.own.find((one) => covers(url, one));
    return covered === undefined ? as("wildcard") : as("widened", covered);
  }
  const { host, scheme } = url;
  const isAmbiguous = url.ambiguities.length > 0;
  if (scheme === undefined || (url.isWeb && host === undefined)) return as("host");
  // Behind the scheme of an app a host means nothing: see below.
  if (url.isWeb && host !== undefined && isOwnMachine(host)) {
    if (isAmbiguous) return as("ambiguous");
    return as(isPublic(known.clientType) ? "loopback-public" : "loopback");
  }
  if (scheme === "http") {
    const former = known.removed.get(contentOf(raw.replace(/^http:/i, "https:")));
    return former === undefined ? as("http") : as("widened", former);
  }
  const site = url.isWeb && host !== undefined ? siteOf(host) : undefined;
  if (host !== undefined && site !== undefined && !known.domains.has(site.domain)) {
    const original = known.sites.originalOf(site, host.unicode);
    if (original !== undefined) {
      return as("lookalike", known.domains.get(original.domain) ?? original.raw);
    }
  }
  if (isAmbiguous) return as("ambiguous");
  const respelled = known.removed.get(contentOf(raw));
  if (respelled !== undefined) return as("respelled", respelled);
  if (!url.isWeb || host === undefined) {
    return as(known.schemes.has(scheme) ? "url" : "scheme");
  }
  if (known.hosts.has(host.name)) return as("url");
  return as(site !== undefined && known.domains.has(site.domain) ? "subdomain" : "host");
}

/** Whether a URL with wildcards matches one that has none in their place. */
function covers({ raw, wildcards }: UrlAnalysis, other: string): boolean {
  let parts = [raw];
  // The longest first: one may be a part of another.
  for (const { text } of wildcards.toSorted((one, two) => two.text.length - one.text.length)) {
    parts = parts.flatMap((part) => part.split(text));
  }
  const [first = "", ...rest] = parts;
  // A wildcard may be there only once a browser has decoded it.
  if (rest.length === 0 || other === raw) return false;
  // A wildcard in front of a dot also stands for no label at all.
  const [next = "", ...later] = rest;
  const middle = [next.replace(/^\./, ""), ...later];
  const last = middle.pop() ?? "";
  if (!other.startsWith(first)) return false;
  let at = first.length;
  for (const part of middle) {
    const found = other.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= other.length - last.length && other.endsWith(last);
}
