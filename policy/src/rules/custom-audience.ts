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
    "An access token without an audience of its own is good for every API of the project. With one, an API can refuse tokens that were made for another. For MCP servers that is required: list their clients in requiredFor.",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-2.3",
  config: z.strictObject({
    requiredFor: clients("Clients that must have an audience, as a mandatory rule"),
    requiredForTypes: z
      .array(z.enum(CLIENT_TYPES))
      .default(["third_party", "third_party_public"])
      .describe("Types of clients that should have an audience."),
    allowedAudiences: audiences("The audiences that exist; an empty list allows any."),
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
          why: "a token of this client is then good for every API of the project, not only for the one that it is meant for",
          remedy:
            "Set it to the identifier of the API that the client calls, and let that API refuse tokens with any other audience",
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
        why: "an API that checks the audience refuses these tokens, and one that does not may take them by mistake",
        remedy: `Set it to one of ${allowedAudiences.map(shown).join(", ")}, or add it to allowedAudiences of this policy`,
      },
    ];
  },
});
