import { z } from "zod";
import { isThirdParty } from "../client-type.ts";
import { allHold } from "../known.ts";
import { type ConnectedApp, defineRule, shown } from "../rule.ts";

export const noFullAccessForThirdParty = defineRule({
  name: "connected-app-no-full-access-for-third-party",
  title: "No full access for third-party clients",
  description:
    "A token with the scope full_access can be exchanged for a full session of the user. Only clients of your own may have it.",
  severity: "critical",
  level: "mandatory",
  source: "https://stytch.com/docs/guides/connected-apps/client-types",
  config: z.strictObject({}),
  check(app) {
    if (!isBroken(app)) return [];
    return [
      {
        property: "fullAccessAllowed",
        value: `true for a client of type ${shown(app.properties.clientType)}`,
        why: "someone else's application could get full sessions of your users, and do everything in your product that they can",
        remedy:
          "Set it to false; if the application is your own, give the client a type that begins with first_party",
      },
    ];
  },
  remediate: (app) => (isBroken(app) ? { fullAccessAllowed: false } : undefined),
});

function isBroken({ properties }: ConnectedApp): boolean {
  return allHold(
    () => isThirdParty(properties.clientType),
    () => properties.fullAccessAllowed === true,
  );
}
