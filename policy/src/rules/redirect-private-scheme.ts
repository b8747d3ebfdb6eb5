import { z } from "zod";
import { isPublic, knownType, shownType } from "../client-type.ts";
import { schemes } from "../parameters.ts";
import { shown } from "../rule.ts";
import { DANGEROUS_SCHEMES, isReverseDomain } from "../url/scheme.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

/** Schemes about which this rule says nothing, so that allowing them would change nothing. */
const OF_OTHER_RULES = {
  http: "is for web addresses, about which other rules decide",
  https: "is for web addresses, about which other rules decide",
  ...Object.fromEntries(
    DANGEROUS_SCHEMES.map((scheme) => [scheme, "is refused by the rule no-dangerous-scheme"]),
  ),
};

const config = z.strictObject({
  allowedSchemes: schemes(
    "Schemes, without the colon, that are not reported, in case Stytch accepts yours.",
    OF_OTHER_RULES,
  ),
  publicOnly: z
    .boolean()
    .default(true)
    .describe("Whether only public clients, which are apps on a device, may have such schemes."),
});

/** What works instead on a device: an address that the system opens in the app that proved to own it. */
const REMEDY =
  "Use an https:// address, which an app can claim for itself (App Links on Android, Universal Links on Apple devices); Stytch refuses other schemes (connected_app_redirect_url_must_use_http_or_https_scheme)";

const privateScheme: UrlRule<typeof config> = {
  title: (noun) => `No app schemes in ${noun}`,
  description:
    "Stytch refuses every scheme but http and https with connected_app_redirect_url_must_use_http_or_https_scheme, and any app on a device can claim a scheme such as myapp:. A scheme that is a domain in reverse order (com.example.app:) shows whose it is; for a public client it is a note.",
  severity: "high",
  level: "mandatory",
  source: "https://stytch.com/docs/api/errors/400",
  config,
  find({ scheme, isWeb }, { allowedSchemes, publicOnly }, app, { harm }) {
    // Dangerous ones have a rule of their own.
    if (scheme === undefined || isWeb || DANGEROUS_SCHEMES.includes(scheme)) return undefined;
    const allowed = allowedSchemes.includes(scheme);
    const isOwned = allowed || isReverseDomain(scheme);
    // One that nobody owns is wrong for a client of any type.
    const isJudged = isOwned || knownType(app) !== undefined;
    if (publicOnly && isJudged && !isPublic(app.properties.clientType)) {
      return {
        detail: ` for a client of ${shownType(app)}`,
        why: `it opens an app on the user's device, where any other app can claim it too and could ${harm}`,
        remedy: REMEDY,
      };
    }
    if (allowed) return undefined;
    if (isReverseDomain(scheme)) {
      return {
        why: "the deployment would stop at this address, although its scheme says whose app it opens",
        remedy: REMEDY,
        level: "advisory",
      };
    }
    return {
      why: `nobody owns addresses that begin with ${shown(`${scheme}:`)}, so that any other app on the device could ${harm}`,
      remedy: REMEDY,
    };
  },
};

export const redirectPrivateScheme = redirectRule(
  "connected-app-redirect-private-scheme",
  privateScheme,
);

export const postLogoutPrivateScheme = postLogoutRule(
  "connected-app-post-logout-private-scheme",
  privateScheme,
);
