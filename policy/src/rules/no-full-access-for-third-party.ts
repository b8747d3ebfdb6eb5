import { thirdPartyFlagRule } from "./third-party-flag.ts";

export const noFullAccessForThirdParty = thirdPartyFlagRule({
  name: "connected-app-no-full-access-for-third-party",
  title: "No full access for third-party clients",
  description:
    "A token with the scope full_access can be exchanged for a full session of the user. Only first-party clients may have it.",
  source: "https://stytch.com/docs/guides/connected-apps/client-types",
  flag: "fullAccessAllowed",
  why: "someone else's application could get full sessions of your users and do everything in your product that they can",
});
