import {
  analyzeUrl,
  createLookalikes,
  type Site,
  siteOf,
} from "pulumi-stytch-connected-apps-policy/analysis";

/** A site that a client of the deployment had before it, and one of its URLs. */
export interface KnownSite extends Site {
  readonly raw: string;
}

/** The sites that a deployment knows. Asking takes as long for thousands of them as for one. */
export interface KnownSites {
  /** The known site that another one is easily mistaken for, or that the host pretends to be. */
  originalOf(site: Site, host: string): KnownSite | undefined;
}

/** The sites of these URLs, each once, in the same order whatever that of the URLs. */
export function knownSites(urls: Iterable<string>): KnownSites {
  const byDomain = new Map<string, KnownSite & { readonly at: number }>();
  const lookalikes = createLookalikes<KnownSite>();
  let mostLabels = 0;
  for (const raw of [...new Set(urls)].sort()) {
    const { host, isWeb } = analyzeUrl(raw);
    const site = isWeb && host ? siteOf(host) : undefined;
    if (site === undefined || byDomain.has(site.domain)) continue;
    const known = { ...site, raw, at: byDomain.size };
    byDomain.set(site.domain, known);
    lookalikes.add(known);
    mostLabels = Math.max(mostLabels, known.domain.split(".").length);
  }

  /** The first known one whose domain is in front of the host's own: `example.com` of `example.com.other.example`. */
  function pretended(labels: readonly string[]): KnownSite | undefined {
    const names = labels.flatMap((_, start) =>
      Array.from({ length: mostLabels }, (_unused, more) =>
        labels.slice(start, start + more + 1).join("."),
      ),
    );
    const found = names.flatMap((name) => byDomain.get(name) ?? []);
    return found.sort((left, right) => left.at - right.at)[0];
  }

  return {
    originalOf(site, host) {
      if (byDomain.has(site.domain)) return undefined;
      const before = host.slice(0, Math.max(0, host.length - site.domain.length));
      const fresh: KnownSite = { ...site, raw: "" };
      return pretended(before.split(".")) ?? lookalikes.find(fresh)?.original;
    },
  };
}
