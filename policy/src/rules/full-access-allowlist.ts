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
    "A token with the scope full_access becomes a full session of the user. The clients of your own that need that are few, and someone looked at each of them. While allowedClients is empty, a client of type first_party in a test project is no finding, unless the profile is strict or levels name the rule.",
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
      .describe("Whether listed clients may be public ones, which cannot keep a secret."),
  }),
  check(app, { allowedClients, allowPublic }) {
    const type = ifKnown(() => app.properties.clientType);
    // Others' clients have a rule of their own, so that no type that is not known yet would do.
    if (isThirdParty(type) || app.properties.fullAccessAllowed !== true) return [];
    const listed = matchesAny(allowedClients, app);
    if (listed && (allowPublic || !isPublic(app.properties.clientType))) return [];
    const violation = { property: "fullAccessAllowed" };
    if (listed)
      return [
        {
          ...violation,
          value: `true for a client of type ${shown(type)}`,
          why: "a client of this type has no secret, so that any program could pretend to be it and get full sessions of your users",
          remedy: "Set it to false, or set allowPublic of this policy to true if you accept that",
        },
      ];
    return [
      {
        ...violation,
        value: `true for the client ${shown(app.name)}, which allowedClients of this policy does not list`,
        why: "it could get full sessions of your users, and do everything in your product that they can",
        remedy: `Set it to false, or add ${shown(app.name)} to allowedClients of this policy`,
        // Nobody keeps a list for a first try. What holds no secret is dangerous there, too.
        silentInTest: type === "first_party" && allowedClients.length === 0,
      },
    ];
  },
});
