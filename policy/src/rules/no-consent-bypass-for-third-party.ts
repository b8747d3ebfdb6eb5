import { isThirdParty } from "../client-type.ts";
import type { Rule } from "../rule.ts";

export const noConsentBypassForThirdParty: Rule = {
  name: "connected-app-no-consent-bypass-for-third-party",
  title: "No consent bypass for third-party clients",
  description:
    "Refresh tokens outlive the visit of a user. A client of somebody else must not get them without the user's explicit consent.",
  severity: "critical",
  level: "mandatory",
  source: "https://stytch.com/docs/b2b/guides/connected-apps/consent-management",
  check(app) {
    if (!isThirdParty(app["clientType"]) || app["bypassConsentForOfflineAccess"] !== true)
      return [];
    return [
      {
        property: "bypassConsentForOfflineAccess",
        message: `bypassConsentForOfflineAccess is true for a client of type "${app["clientType"]}": somebody else's application would get refresh tokens that your users never agreed to. Set it to false, or make the client first_party if it is your own.`,
      },
    ];
  },
};
