import { z } from "zod";
import { isPublic, knownType, shownType } from "../client-type.ts";
import { schemes } from "../parameters.ts";
import { shown } from "../rule.ts";
import { DANGEROUS_SCHEMES, isReverseDomain } from "../url/scheme.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

/** Schemes that this rule does not cover, so that allowing them would have no effect. */
const OF_OTHER_RULES = {
  http: "is for web addresses, which other rules cover",
  https: "is for web addresses, which other rules cover",
  ...Object.fromEntries(
    DANGEROUS_SCHEMES.map((scheme) => [
      scheme,
      "is refused by connected-app-redirect-no-dangerous-scheme",
    ]),
  ),
};

const config = z.strictObject({
  allowedSchemes: schemes(
    "Schemes, without the colon, that the rule does not report, in case Stytch accepts yours.",
    OF_OTHER_RULES,
  ),
  publicOnly: z
    .boolean()
    .default(true)
    .describe("Whether only public clients, that is, apps on a device, may have such schemes."),
});

/** What works instead on a device: a URL that the system opens in the app that proved to own it. */
const REMEDY =
  "Use an https:// address, which an app can claim for itself (App Links on Android, Universal Links on Apple devices); Stytch rejects other schemes (connected_app_redirect_url_must_use_http_or_https_scheme)";

const privateScheme: UrlRule<typeof config> = {
  title: (noun) => `No app schemes in ${noun}`,
  description:
    "Stytch rejects every scheme but http and https with connected_app_redirect_url_must_use_http_or_https_scheme, and any app on a device can claim a scheme such as myapp:. A reverse domain name (com.example.app:) shows who owns the scheme; for a public client it is advisory.",
  severity: "high",
  level: "mandatory",
  source: "https://stytch.com/docs/api/errors/400",
  config,
  find({ scheme, isWeb }, { allowedSchemes, publicOnly }, app, { harm }) {
    // Dangerous ones have a rule of their own.
    if (scheme === undefined || isWeb || DANGEROUS_SCHEMES.includes(scheme)) return undefined;
    const allowed = allowedSchemes.includes(scheme);
    const isOwned = allowed || isReverseDomain(scheme);
    // A scheme without an owner is wrong for a client of any type.
    const isJudged = isOwned || knownType(app) !== undefined;
    if (publicOnly && isJudged && !isPublic(app.properties.clientType)) {
      return {
        detail: ` for a client of ${shownType(app)}`,
        why: `it opens an app on the user's device, and any other app there can claim it too and could ${harm}`,
        remedy: REMEDY,
      };
    }
    if (allowed) return undefined;
    if (isReverseDomain(scheme)) {
      return {
        why: "the deployment would stop, since this address is rejected although its scheme says whose app it opens",
        remedy: REMEDY,
        level: "advisory",
      };
    }
    return {
      why: `no one owns addresses that begin with ${shown(`${scheme}:`)}, so any other app on the device could ${harm}`,
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
