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

/** The domain of an address of a client. */
interface Used extends Site {
  readonly app: ConnectedApp;
  readonly property: string;
  readonly raw: string;
  /** The labels before the domain, with a dot after each. */
  readonly before: string;
}

export const redirectHostLookalike = defineStackRule({
  name: "connected-app-redirect-host-lookalike",
  title: "No domains that look like others of the stack",
  description:
    "A redirect URL whose domain differs from another of the stack by a letter that looks the same (examp1e.com, exarnple.com), or that only begins with it (example.com.other.example), is overlooked in a review and belongs to someone else. A letter too many, too few or swapped, an accent or a hyphen is a note.",
  severity: "high",
  level: "mandatory",
  source: "https://www.unicode.org/reports/tr39/#Confusable_Detection",
  config: z.strictObject({
    allowedDomains: domains(
      "Domains of yours that look like others of yours, with all names below them.",
    ),
  }),
  checkStack(apps, { allowedDomains }) {
    const used = apps.flatMap(sitesOf).filter(({ domain }) => {
      return !allowedDomains.some((name) => isWithin(normalizeHost(domain), name));
    });
    const byDomain = Map.groupBy(used, ({ domain }) => domain);
    // What is used most is what was meant, and plain letters are the original.
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

/** A name has at most 127 labels; those that pretend to be another domain need few. */
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
    value: `${shownUrl(raw)}, whose domain ${shown(domain)} is easily taken for ${shown(original.domain)} in ${original.property}${whose}`,
    why: "people who review it read the one for the other, and sign-ins may go to someone else",
    remedy: "Correct the domain, or if both are yours, add it to allowedDomains of this policy",
    ...(!isSame && { level: "advisory" as const }),
  };
}
