import { thirdPartyFlagRule } from "./third-party-flag.ts";

export const noConsentBypassForThirdParty = thirdPartyFlagRule({
  name: "connected-app-no-consent-bypass-for-third-party",
  title: "No consent bypass for third-party clients",
  description:
    "Refresh tokens outlive the visit of a user. A third-party client must not get them without the user's explicit consent.",
  source: "https://stytch.com/docs/b2b/guides/connected-apps/consent-management",
  flag: "bypassConsentForOfflineAccess",
  why: "someone else's application could keep long-lived access to your users' accounts without ever asking them",
});
