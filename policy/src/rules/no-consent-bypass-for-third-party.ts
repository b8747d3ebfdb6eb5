import { z } from "zod";
import { isThirdParty } from "../client-type.ts";
import { allHold } from "../known.ts";
import { type ConnectedApp, defineRule, shown } from "../rule.ts";

export const noConsentBypassForThirdParty = defineRule({
  name: "connected-app-no-consent-bypass-for-third-party",
  title: "No consent bypass for third-party clients",
  description:
    "Refresh tokens outlive the visit of a user. A client of someone else must not get them without the user's explicit consent.",
  severity: "critical",
  level: "mandatory",
  source: "https://stytch.com/docs/b2b/guides/connected-apps/consent-management",
  config: z.strictObject({}),
  check(app) {
    if (!isBroken(app)) return [];
    return [
      {
        property: "bypassConsentForOfflineAccess",
        value: `true for a client of type ${shown(app.properties.clientType)}`,
        why: "someone else's application could keep its access to your users' accounts for long without ever asking them",
        remedy:
          "Set it to false; if the application is your own, give the client a type that begins with first_party",
      },
    ];
  },
  remediate: (app) => (isBroken(app) ? { bypassConsentForOfflineAccess: false } : undefined),
});

function isBroken({ properties }: ConnectedApp): boolean {
  return allHold(
    () => isThirdParty(properties.clientType),
    () => properties.bypassConsentForOfflineAccess === true,
  );
}
