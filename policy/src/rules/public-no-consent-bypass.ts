import { z } from "zod";
import { allHold } from "../known.ts";
import { clients } from "../parameters.ts";
import { matchesAny } from "../pattern.ts";
import { type ConnectedApp, defineRule } from "../rule.ts";

export const publicNoConsentBypass = defineRule({
  name: "connected-app-public-no-consent-bypass",
  title: "No consent bypass for public clients",
  description:
    "A public client cannot authenticate. A program that impersonates it must not get refresh tokens without the user's consent.",
  severity: "high",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc8252#section-8.6",
  config: z.strictObject({
    allowedClients: clients("Public clients that may bypass consent"),
  }),
  check(app, { allowedClients }) {
    if (matchesAny(allowedClients, app) || !isBroken(app)) return [];
    return [
      {
        property: "bypassConsentForOfflineAccess",
        value: 'true for a client of type "first_party_public"',
        why: "a client of this type has no secret, so any program could impersonate it and keep access to your users' accounts without asking them",
        remedy: "Set it to false, or add the client to allowedClients of this policy",
      },
    ];
  },
  remediate: (app, { allowedClients }) =>
    !matchesAny(allowedClients, app) && isBroken(app)
      ? { bypassConsentForOfflineAccess: false }
      : undefined,
});

/** Third-party clients have a rule of their own. */
function isBroken({ properties }: ConnectedApp): boolean {
  return allHold(
    () => properties.bypassConsentForOfflineAccess === true,
    () => properties.clientType === "first_party_public",
  );
}
