import { z } from "zod";
import { byType, CLIENT_TYPES } from "../client-type.ts";
import { isNotSet } from "../not-set.ts";
import { audiences, clients } from "../parameters.ts";
import { matchesAny } from "../pattern.ts";
import { defineRule, shown } from "../rule.ts";
import { shownUrl } from "../url/shown-url.ts";

export const customAudience = defineRule({
  name: "connected-app-custom-audience",
  title: "Access tokens name the API they are for",
  description:
    "Every API of the project accepts an access token without a custom audience. With one, an API can reject tokens that are meant for another API. MCP servers require that: list their clients in requiredFor.",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-2.3",
  config: z.strictObject({
    requiredFor: clients("Clients for which an audience is mandatory"),
    requiredForTypes: z
      .array(z.enum(CLIENT_TYPES))
      .default(["third_party", "third_party_public"])
      .describe("Types of clients that should have an audience."),
    allowedAudiences: audiences("The audiences that clients may have; an empty list allows any."),
  }),
  strictDefaults: { requiredForTypes: [...CLIENT_TYPES] },
  check(app, { requiredFor, requiredForTypes, allowedAudiences }) {
    const { accessTokenCustomAudience: audience } = app.properties;
    const property = "accessTokenCustomAudience";
    if (isNotSet(audience)) {
      const listed = matchesAny(requiredFor, app);
      const isOfType = (clientType: unknown) =>
        requiredForTypes.some((type) => type === clientType);
      if (!listed && !byType(app, isOfType)) return [];
      return [
        {
          property,
          value: "not set",
          why: "every API of the project then accepts a token of this client, not only the API that it is meant for",
          remedy:
            "Set it to the identifier of the API that the client calls, and make that API reject tokens with any other audience",
          ...(listed && { level: "mandatory" as const }),
        },
      ];
    }
    if (allowedAudiences.length === 0 || allowedAudiences.some((known) => known === audience))
      return [];
    return [
      {
        property,
        value: `${typeof audience === "string" ? shownUrl(audience) : shown(audience)}, which allowedAudiences of this policy does not list`,
        why: "an API that checks the audience rejects these tokens, and one that does not may accept them by mistake",
        remedy: `Set it to one of ${allowedAudiences.map(shown).join(", ")}, or add it to allowedAudiences of this policy`,
      },
    ];
  },
});
