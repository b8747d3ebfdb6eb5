import { z } from "zod";
import { eachKnown } from "../known.ts";
import { domains } from "../parameters.ts";
import { type ConnectedApp, defineStackRule, type StackViolation, shown } from "../rule.ts";
import { analyzeCached } from "../url/cache.ts";
import { isWithin, normalizeHost } from "../url/host.ts";
import { findLookalikes } from "../url/lookalike-sites.ts";
import { shownUrl } from "../url/shown-url.ts";
import { type Site, siteOf } from "../url/site.ts";
import { entriesOf, POST_LOGOUT, REDIRECT } from "../url/url-rule.ts";

/** The domain of a URL of a client. */
interface Used extends Site {
  readonly app: ConnectedApp;
  readonly property: string;
  readonly raw: string;
  /** The labels before the domain, with a dot after each. */
  readonly before: string;
}

export const redirectHostLookalike = defineStackRule({
  name: "connected-app-redirect-host-lookalike",
  title: "No domains that look like others in the stack",
  description:
    "A reviewer easily overlooks a redirect URL whose domain differs from another one in the stack by a look-alike letter (examp1e.com, exarnple.com), or that only begins with it (example.com.other.example), and the domain may belong to someone else. An extra, missing or transposed letter, an accent or a hyphen is advisory.",
  severity: "high",
  level: "mandatory",
  source: "https://www.unicode.org/reports/tr39/#Confusable_Detection",
  config: z.strictObject({
    allowedDomains: domains(
      "Domains of yours that look like other domains of yours, including all subdomains.",
    ),
  }),
  checkStack(apps, { allowedDomains }) {
    const used = apps.flatMap(sitesOf).filter(({ domain }) => {
      return !allowedDomains.some((name) => isWithin(normalizeHost(domain), name));
    });
    const byDomain = Map.groupBy(used, ({ domain }) => domain);
    // The domain used most is the intended one; among equals, the one with plain letters.
    const groups = [...byDomain.values()].sort(
      (a, b) => b.length - a.length || oddities(a) - oddities(b),
    );
    const firsts = groups.flatMap((group) => group.slice(0, 1));
    return [
      ...findLookalikes(firsts).flatMap(({ site, original, isSame }) =>
        (byDomain.get(site.domain) ?? []).map((one) => violationOf(one, original, isSame)),
      ),
      ...used.flatMap((one) => {
        const original = pretended(one, byDomain);
        return original === undefined ? [] : [violationOf(one, original, true)];
      }),
    ];
  },
});

function sitesOf(app: ConnectedApp): Used[] {
  const entries = [REDIRECT, POST_LOGOUT].flatMap((list) => entriesOf(app, list));
  return eachKnown(app, entries, ({ property, read }) => {
    const raw = read();
    const { host, isWeb, canonical } = analyzeCached(raw ?? "");
    const site = isWeb && host && canonical !== undefined ? siteOf(host) : undefined;
    if (raw === undefined || host === undefined || site === undefined) return [];
    const before = host.unicode.slice(0, Math.max(0, host.unicode.length - site.domain.length));
    return [{ ...site, app, property, raw, before }];
  });
}

function oddities([first]: readonly Used[]): number {
  return first?.label.replaceAll(/[a-z]/g, "").length ?? 0;
}

/** A name has at most 127 labels; to pretend to be another domain takes few. */
const MOST_LABELS = 8;

/** The domain that the beginning of a host pretends to be: `example.com` of `example.com.other.example`. */
function pretended(
  { before, domain }: Used,
  byDomain: ReadonlyMap<string, readonly Used[]>,
): Used | undefined {
  const labels = before.split(".", MOST_LABELS).filter((label) => label !== "");
  for (let start = 0; start < labels.length; start++) {
    for (let end = start + 2; end <= labels.length; end++) {
      const name = labels.slice(start, end).join(".");
      const [original] = byDomain.get(name) ?? [];
      if (original !== undefined && name !== domain) return original;
    }
  }
  return undefined;
}

function violationOf(
  { app, property, raw, domain }: Used,
  original: Used,
  isSame: boolean,
): StackViolation {
  const whose = original.app.urn === app.urn ? "" : ` of ${shown(original.app.name)}`;
  return {
    urn: app.urn,
    property,
    others: [{ urn: original.app.urn, property: original.property }],
    value: `${shownUrl(raw)}, whose domain ${shown(domain)} is easily mistaken for ${shown(original.domain)} in ${original.property}${whose}`,
    why: "reviewers mistake one for the other, and sign-ins may go to someone else",
    remedy: "Correct the domain, or if both are yours, add it to allowedDomains of this policy",
    ...(!isSame && { level: "advisory" as const }),
  };
}
