import type { ExampleResource, RuleExample } from "./example.ts";
import { urlExample } from "./url-examples.ts";

const THIRD = { clientType: "third_party" };
const FIRST = { clientType: "first_party" };

function of(
  bad: ExampleResource["properties"],
  good: ExampleResource["properties"],
  parameters?: RuleExample["parameters"],
): RuleExample {
  return {
    bad: [{ properties: bad }],
    good: [{ properties: good }],
    ...(parameters && { parameters }),
  };
}

const API = "https://api.example.com";

const OTHERS: Readonly<Record<string, RuleExample>> = {
  "connected-app-no-full-access-for-third-party": of(
    { ...THIRD, fullAccessAllowed: true },
    { ...THIRD, fullAccessAllowed: false },
  ),
  "connected-app-full-access-allowlist": {
    bad: [{ name: "admin", properties: { ...FIRST, fullAccessAllowed: true } }],
    good: [{ name: "web", properties: { ...FIRST, fullAccessAllowed: true } }],
    parameters: { allowedClients: ["web"] },
  },
  "connected-app-no-consent-bypass-for-third-party": of(
    { ...THIRD, bypassConsentForOfflineAccess: true },
    { ...THIRD, bypassConsentForOfflineAccess: false },
  ),
  "connected-app-public-no-consent-bypass": of(
    { clientType: "first_party_public", bypassConsentForOfflineAccess: true },
    { clientType: "first_party_public", bypassConsentForOfflineAccess: false },
  ),
  "connected-app-access-token-lifetime": of(
    { ...THIRD, accessTokenExpiryMinutes: 90 },
    { ...THIRD, accessTokenExpiryMinutes: 15 },
  ),
  "connected-app-custom-audience": of(
    { ...THIRD, accessTokenCustomAudience: "" },
    { ...THIRD, accessTokenCustomAudience: API },
  ),
  "connected-app-audience-not-shared": {
    bad: [
      { properties: { ...THIRD, accessTokenCustomAudience: API } },
      { name: "web", properties: { ...FIRST, accessTokenCustomAudience: API } },
    ],
    good: [
      { properties: { ...THIRD, accessTokenCustomAudience: "https://partners.example.com" } },
      { name: "web", properties: { ...FIRST, accessTokenCustomAudience: API } },
    ],
  },
  "connected-app-claims-template-safe": of(
    { ...THIRD, accessTokenTemplateContent: '{"sub": "partner"}' },
    { ...THIRD, accessTokenTemplateContent: '{"plan": "basic"}' },
  ),
  "connected-app-public-needs-reason": of(
    { clientType: "third_party_public" },
    { clientType: "third_party_public", clientDescription: "A command line tool." },
  ),
  "connected-app-third-party-name-lookalike": of(
    { ...THIRD, clientName: "Acme Driv3" },
    { ...THIRD, clientName: "Parcels" },
    { reservedNames: ["Acme Drive"] },
  ),
  "connected-app-logo-https": of(
    { ...THIRD, logoUrl: "http://partner.example/logo.png" },
    { ...THIRD, logoUrl: "https://partner.example/logo.png" },
  ),
  "connected-app-secret-outputs-marked": {
    bad: [{ className: "MyOwnClient", properties: THIRD, additionalSecretOutputs: [] }],
    good: [{ properties: THIRD }],
  },
  "connected-app-secret-max-age": {
    bad: [{ properties: THIRD, state: secretSince("2025-02-01T00:00:00Z") }],
    good: [{ properties: THIRD, state: secretSince("2026-06-01T00:00:00Z") }],
  },
  "connected-app-rotation-not-left-open": {
    bad: [{ properties: THIRD, state: rotationSince("2026-06-01T00:00:00Z") }],
    good: [{ properties: THIRD, state: rotationSince("2026-06-14T00:00:00Z") }],
  },
  "connected-app-live-protected": {
    bad: [{ properties: THIRD, protect: false }],
    good: [{ properties: THIRD, protect: true }],
  },
  "connected-app-organization-third-party-apps": {
    bad: [organization({ thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED" })],
    good: [
      organization({
        thirdPartyConnectedAppsAllowedType: "RESTRICTED",
        allowedThirdPartyConnectedApps: ["connected-app-live-00000000-0000-4000-8000-000000000000"],
      }),
    ],
  },
  "connected-app-inputs-readable": {
    bad: [{ className: "MyOwnClient", kind: "Unreadable", properties: { settings: "…" } }],
    good: [{ properties: THIRD }],
  },
};

function organization(properties: Record<string, unknown>): ExampleResource {
  const organizationId = "organization-live-00000000-0000-4000-8000-000000000000";
  return {
    name: "acme",
    kind: "OrganizationConnectedApps",
    properties: { organizationId, ...properties },
  };
}

function secretSince(secretRotatedAt: string) {
  return { clientSecretLastFour: "wxyz", secretRotatedAt };
}

function rotationSince(secretRotationStartedAt: string) {
  return { nextClientSecretLastFour: "wxyz", secretRotationStartedAt };
}

/** @throws an error for a rule without an example. */
export function exampleOf(rule: string): RuleExample {
  const example = OTHERS[rule] ?? urlExample(rule);
  if (example === undefined)
    throw new Error(`${rule} has no example: write one in tools/site/rules/examples.ts.`);
  return example;
}
