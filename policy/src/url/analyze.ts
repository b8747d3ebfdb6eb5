import { type Ambiguity, findAmbiguities } from "./ambiguities.ts";
import { canonicalUrl } from "./canonical.ts";
import { type Characters, findCharacters } from "./characters.ts";
import { type Deviation, findDeviations } from "./deviations.ts";
import { analyzeHost, type HostAnalysis } from "./host.ts";
import { type Parts, splitUrl } from "./parts.ts";
import { findPercentEncoding, type PercentEncoding } from "./percent.ts";
import { parsePath, parseQuery, type QueryParameter } from "./query.ts";
import { possibleSchemes } from "./scheme.ts";
import { findSuspicions, type Suspicion } from "./suspicions.ts";
import { findWildcards, type Wildcard } from "./wildcards.ts";

/** What an author wrote as a URL, and what browsers and servers make of it. */
export interface UrlAnalysis {
  readonly raw: string;
  /** As written, split where a browser splits. */
  readonly parts: Parts;
  /** As a browser reads it, in lower case; undefined if there is none. */
  readonly scheme: string | undefined;
  /** The schemes that it could have once disguises are removed. */
  readonly possibleSchemes: ReadonlySet<string>;
  /** Whether a browser opens it from a server: `http:` or `https:`. */
  readonly isWeb: boolean;
  /** Undefined if there is none, as in `com.example.app:/callback`. */
  readonly host: HostAnalysis | undefined;
  readonly query: readonly QueryParameter[];
  /** As `query`, of its path. */
  readonly pathParameters: readonly QueryParameter[];
  readonly wildcards: readonly Wildcard[];
  readonly characters: Characters;
  readonly percentEncoding: PercentEncoding;
  /** The canonical spelling; undefined if a browser cannot open it. */
  readonly canonical: string | undefined;
  /** Where the text differs from its canonical form. */
  readonly deviations: readonly Deviation[];
  readonly suspicions: readonly Suspicion[];
  /** Why its destination is ambiguous; empty without a scheme. */
  readonly ambiguities: readonly Ambiguity[];
}

/** Reads any text as a URL. Pure, never throws, in time linear in the length of the text. */
export function analyzeUrl(raw: string): UrlAnalysis {
  const parts = splitUrl(raw);
  const characters = findCharacters(raw);
  // A value in a query may be another URL, encoded once more.
  const { double } = findPercentEncoding(parts.path);
  const percentEncoding = { ...findPercentEncoding(raw), double };
  const host = parts.host ? analyzeHost(parts.host) : undefined;
  const canonical = canonicalUrl(raw);
  const scheme = parts.scheme?.toLowerCase().match(/^[a-z][a-z0-9+.-]*$/)?.[0];
  const deviations = findDeviations(raw, canonical, parts, characters, percentEncoding, host);
  const suspicions = findSuspicions(parts, characters, percentEncoding, host);
  return {
    raw,
    parts,
    scheme,
    possibleSchemes: possibleSchemes(raw),
    isWeb: scheme === "http" || scheme === "https",
    host,
    query: parseQuery(parts.query),
    pathParameters: parsePath(parts.path),
    wildcards: findWildcards(parts, host?.name),
    characters,
    percentEncoding,
    canonical,
    deviations,
    suspicions,
    ambiguities: findAmbiguities(parts, [...deviations, ...suspicions], host),
  };
}
