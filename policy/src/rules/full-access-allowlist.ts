import { z } from "zod";
import { isPublic, isThirdParty } from "../client-type.ts";
import { ifKnown } from "../known.ts";
import { clients } from "../parameters.ts";
import { matchesAny } from "../pattern.ts";
import { defineRule, shown } from "../rule.ts";

export const fullAccessAllowlist = defineRule({
  name: "connected-app-full-access-allowlist",
  title: "Full access for listed clients only",
  description:
    "A token with the scope full_access can be exchanged for a full session of the user. Few first-party clients need that, and someone should have reviewed each of them. While allowedClients is empty, the rule does not report clients of type first_party in a test project, unless the profile is strict or levels name the rule.",
  severity: "high",
  level: "mandatory",
  testLevel: "advisory",
  strictLevel: "mandatory",
  source: "https://stytch.com/docs/guides/connected-apps/client-types",
  config: z.strictObject({
    allowedClients: clients("Clients that may have full access"),
    allowPublic: z
      .boolean()
      .default(false)
      .describe("Whether listed clients may be public, that is, unable to keep a secret."),
  }),
  check(app, { allowedClients, allowPublic }) {
    const type = ifKnown(() => app.properties.clientType);
    // Third-party clients have a rule of their own, so a type that is not known yet may pass here.
    if (isThirdParty(type) || app.properties.fullAccessAllowed !== true) return [];
    const listed = matchesAny(allowedClients, app);
    if (listed && (allowPublic || !isPublic(app.properties.clientType))) return [];
    const violation = { property: "fullAccessAllowed" };
    if (listed)
      return [
        {
          ...violation,
          value: `true for a client of type ${shown(type)}`,
          why: "a client of this type has no secret, so any program could impersonate it and get full sessions of your users",
          remedy: "Set it to false, or set allowPublic of this policy to true if you accept that",
        },
      ];
    return [
      {
        ...violation,
        value: `true for the client ${shown(app.name)}, which allowedClients of this policy does not list`,
        why: "it could get full sessions of your users and do everything in your product that they can",
        remedy: `Set it to false, or add ${shown(app.name)} to allowedClients of this policy`,
        // No one keeps a list for a first try. A client without a secret is dangerous even there.
        silentInTest: type === "first_party" && allowedClients.length === 0,
      },
    ];
  },
});
