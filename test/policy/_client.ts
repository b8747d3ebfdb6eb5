import type { ConnectedApp } from "../../policy/src/rule.ts";

const TYPE = "pulumi-nodejs:dynamic/stytch:ConnectedApp";

/** A third-party client that breaks no rule; tests change one thing. */
export function thirdParty(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    clientType: "third_party",
    clientName: "partner",
    redirectUrls: ["https://partner.example/callback"],
    fullAccessAllowed: false,
    bypassConsentForOfflineAccess: false,
    accessTokenExpiryMinutes: 15,
    accessTokenCustomAudience: "https://api.example.com",
    ...change,
  };
}

/** A Connected App that breaks no rule, with other properties, and other facts around them. */
export function app(
  properties: Record<string, unknown> = {},
  { name = "partner", ...around }: Partial<ConnectedApp> = {},
): ConnectedApp {
  return {
    type: TYPE,
    name,
    urn: `urn:pulumi:prod::shop::${TYPE}::${name}`,
    properties: thirdParty(properties),
    environment: "live",
    options: { protect: true, additionalSecretOutputs: ["clientSecret"] },
    ...around,
  };
}
