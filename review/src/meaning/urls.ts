import { isSameContent } from "pulumi-stytch-connected-apps/lifecycle";
import {
  analyzeUrl,
  DANGEROUS_SCHEMES,
  findLookalikes,
  isOwnMachine,
  isPublic,
  type Site,
  shownUrl,
  siteOf,
  type UrlAnalysis,
} from "pulumi-stytch-connected-apps-policy/analysis";
import type { KnownSite } from "./surroundings.ts";

/** What a URL that is added to those of a client means; the worst that is true of it. */
export type UrlMeaning =
  | "dangerous-scheme"
  | "widened"
  | "wildcard"
  | "http"
  | "lookalike"
  | "loopback"
  | "loopback-public"
  | "scheme"
  | "host"
  | "subdomain"
  | "url"
  | "respelled";

export interface AddedUrl {
  readonly meaning: UrlMeaning;
  /** The URL in quotation marks, without what may be secret in it. */
  readonly shown: string;
  /** What it widens, looks like or respells, in quotation marks. */
  readonly other: string | undefined;
}

/** What an added URL is compared with. */
export interface KnownUrls {
  /** Those that the list of the client had. */
  readonly own: readonly string[];
  /** Of those, the ones that it has no longer. */
  readonly removed: readonly string[];
  /** Sites of every client of the deployment, before it. */
  readonly sites: readonly KnownSite[];
  /** Type of the client that adds it; anything while it cannot be seen. */
  readonly clientType: unknown;
}

/** Reads an added URL as the policies do. */
export function judgeUrl(raw: string, known: KnownUrls): AddedUrl {
  const url = analyzeUrl(raw);
  const as = (meaning: UrlMeaning, other?: string): AddedUrl => ({
    meaning,
    shown: shownUrl(raw),
    other: other === undefined ? undefined : shownUrl(other),
  });
  if (DANGEROUS_SCHEMES.some((scheme) => url.possibleSchemes.has(scheme))) {
    return as("dangerous-scheme");
  }
  if (url.wildcards.length > 0) {
    const covered = known.own.find((one) => covers(url, one));
    return covered === undefined ? as("wildcard") : as("widened", covered);
  }
  const { host, scheme } = url;
  if (scheme === undefined || (url.isWeb && host === undefined)) return as("host");
  if (host !== undefined && isOwnMachine(host)) {
    return as(isPublic(known.clientType) ? "loopback-public" : "loopback");
  }
  if (scheme === "http") {
    const former = known.removed.find(
      (one) => one.toLowerCase() === raw.toLowerCase().replace(/^http:/, "https:"),
    );
    return former === undefined ? as("http") : as("widened", former);
  }
  const respelled = known.removed.find((one) => isSameContent("redirectUrls", [one], [raw]));
  if (respelled !== undefined) return as("respelled", respelled);
  if (!url.isWeb || host === undefined) {
    const isThere = known.own.some((one) => analyzeUrl(one).scheme === scheme);
    return as(isThere ? "url" : "scheme");
  }
  const own = known.own.map((one) => analyzeUrl(one).host);
  if (own.some((one) => one?.name === host.name)) return as("url");
  const site = siteOf(host);
  if (site === undefined) return as("host");
  if (own.some((one) => one !== undefined && siteOf(one)?.domain === site.domain)) {
    return as("subdomain");
  }
  const original = originalOf(site, host.unicode, known.sites);
  return original === undefined ? as("host") : as("lookalike", urlOf(original, known.own));
}

/** Whether a URL with wildcards matches one that has none in their place. */
function covers({ raw, wildcards }: UrlAnalysis, other: string): boolean {
  let rest = raw;
  const parts: string[] = [];
  for (const { text } of wildcards) {
    const at = rest.indexOf(text);
    if (at < 0) continue;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + text.length);
  }
  if (parts.length === 0 || other === raw) return false;
  // A wildcard in front of a dot also stands for no label at all.
  const [first = "", ...middle] = [...parts, rest.replace(/^\./, "")];
  const last = middle.pop() ?? "";
  if (!other.startsWith(first) || !other.endsWith(last)) return false;
  let at = first.length;
  for (const part of middle) {
    const found = other.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= other.length - last.length;
}

/** A known site that the new one is easily mistaken for, or pretends to be. */
function originalOf(site: Site, host: string, sites: readonly KnownSite[]): KnownSite | undefined {
  if (sites.some(({ domain }) => domain === site.domain)) return undefined;
  const before = host.slice(0, Math.max(0, host.length - site.domain.length));
  const pretended = sites.find(({ domain }) => `.${before}`.includes(`.${domain}.`));
  if (pretended !== undefined) return pretended;
  const fresh: KnownSite = { ...site, raw: "" };
  return findLookalikes([...sites, fresh]).find((one) => one.site === fresh)?.original;
}

/** One of the client's own URLs of a site, else one of others. */
function urlOf({ domain, raw }: KnownSite, own: readonly string[]): string {
  const isThere = (one: string) => {
    const { host } = analyzeUrl(one);
    return host !== undefined && siteOf(host)?.domain === domain;
  };
  return own.find(isThere) ?? raw;
}
