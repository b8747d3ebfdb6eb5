import { canonical } from "pulumi-stytch-connected-apps/lifecycle";
import { analyzeUrl, siteOf } from "pulumi-stytch-connected-apps-policy/analysis";
import type { KnownSites } from "./known-sites.ts";

/** What an added URL is compared with. */
export interface KnownUrls {
  /** Those that the list of the client had. */
  readonly own: readonly string[];
  /** Schemes of those, and the hosts that a browser opens. */
  readonly schemes: ReadonlySet<string | undefined>;
  readonly hosts: ReadonlySet<string>;
  /** One of them by its domain. */
  readonly domains: ReadonlyMap<string, string>;
  /** Of those, the ones that the list has no longer, by what a browser makes of them. */
  readonly removed: ReadonlyMap<string, string>;
  /** Sites of every client of the deployment, before it. */
  readonly sites: KnownSites;
  /** Type of the client that adds it; anything while it cannot be seen. */
  readonly clientType: unknown;
}

/** Reads the URLs that a list had once, however many are added to it. */
export function knownUrls(
  own: readonly string[],
  removed: readonly string[],
  { sites, clientType }: Pick<KnownUrls, "sites" | "clientType">,
): KnownUrls {
  const analyses = own.map(analyzeUrl);
  // What follows another scheme is no host: an app would make one known by naming it.
  const web = analyses.filter(({ isWeb }) => isWeb);
  const domains = web.flatMap(({ raw, host }) => {
    const site = host === undefined ? undefined : siteOf(host);
    return site === undefined ? [] : [[site.domain, raw] as const];
  });
  return {
    own,
    schemes: new Set(analyses.map(({ scheme }) => scheme)),
    hosts: new Set(web.flatMap(({ host }) => host?.name ?? [])),
    domains: new Map(domains),
    removed: new Map(removed.map((raw) => [contentOf(raw), raw])),
    sites,
    clientType,
  };
}

/** Equal for spellings of the same place. */
export function contentOf(raw: string): string {
  return canonical("redirectUrls", [raw]);
}
