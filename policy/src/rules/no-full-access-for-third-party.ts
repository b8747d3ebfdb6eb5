import { isThirdParty } from "../client-type.ts";
import type { Rule } from "../rule.ts";

export const noFullAccessForThirdParty: Rule = {
  name: "connected-app-no-full-access-for-third-party",
  title: "No full access for third-party clients",
  description:
    "A token with the scope full_access can be exchanged for a full session of the user. Only clients of your own may have it.",
  severity: "critical",
  level: "mandatory",
  source: "https://stytch.com/docs/guides/connected-apps/client-types",
  check(app) {
    if (!isThirdParty(app["clientType"]) || app["fullAccessAllowed"] !== true) return [];
    return [
      {
        property: "fullAccessAllowed",
        message: `fullAccessAllowed is true for a client of type "${app["clientType"]}": somebody else's application could turn its tokens into full sessions of your users. Set it to false, or make the client first_party if it is your own.`,
      },
    ];
  },
};
