import { z } from "zod";
import { ifKnown } from "../known.ts";
import { type ConnectedApp, defineRule } from "../rule.ts";
import type { UrlAnalysis } from "../url/analyze.ts";
import { analyzeCached } from "../url/cache.ts";
import { shownUrl } from "../url/shown-url.ts";
import { entriesOf, REDIRECT } from "../url/url-rule.ts";

/** The domain that belongs to one owner; on shared hosts, the whole name. */
function siteOf({ host }: UrlAnalysis): string | undefined {
  return host && (host.sharedSuffix === undefined ? (host.registrable ?? host.name) : host.name);
}

function isOnSiteOfApp(logo: UrlAnalysis, app: ConnectedApp): boolean {
  const site = siteOf(logo);
  const isOnSite = (raw: string | undefined) =>
    raw !== undefined && siteOf(analyzeCached(raw)) === site;
  const entries = entriesOf(app, REDIRECT);
  // One that is not known yet matters only if none of the others is on the site.
  return (
    entries.some(({ read }) => isOnSite(ifKnown(read))) ||
    entries.some(({ read }) => isOnSite(read()))
  );
}

export const logoHttps = defineRule({
  name: "connected-app-logo-https",
  title: "Logo over https",
  description:
    "Users see the logo on the consent page. Anyone who can change it in transit, or on a server of someone else's, can make the client look like another one.",
  severity: "low",
  level: "advisory",
  source: "https://www.rfc-editor.org/rfc/rfc7591#section-5",
  config: z.strictObject({
    sameSite: z
      .boolean()
      .default(false)
      .describe("Whether the logo must be on the domain of one of the redirect URLs."),
  }),
  check(app, { sameSite }) {
    const raw = app.properties.logoUrl;
    if (typeof raw !== "string" || raw === "") return [];
    const logo = analyzeCached(raw);
    const found = { property: "logoUrl", value: shownUrl(raw) };
    if (logo.scheme !== "https" || logo.canonical === undefined) {
      return [
        {
          ...found,
          why: "it is not a working https:// address, so someone on the network could replace the picture by which your users decide whom to trust",
          remedy: "Use a complete https:// address",
        },
      ];
    }
    if (!sameSite || isOnSiteOfApp(logo, app)) return [];
    return [
      {
        ...found,
        why: "it is not on a domain of the application, so someone else decides which picture your users see",
        remedy: "Serve the logo from the domain of one of the redirect URLs",
      },
    ];
  },
});
