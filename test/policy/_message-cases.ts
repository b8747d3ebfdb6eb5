import type { ConnectedApp } from "../../policy/src/rule.ts";
import { app } from "./_client.ts";
import { URLS } from "./_message-cases-of-urls.ts";

/** The day of the cases, where a rule looks at the clock. */
export const NOW = new Date("2026-06-15");

/** A client, or several, that break a rule in one of the ways that it distinguishes. */
export interface MessageCase {
  /** What is wrong, in the words of someone who looks for the message. */
  readonly title: string;
  readonly clients: readonly ConnectedApp[];
  /** Parameters of the rule besides its defaults. */
  readonly parameters?: Record<string, unknown>;
}

function of(
  title: string,
  properties: Record<string, unknown>,
  parameters: Record<string, unknown> = {},
  around: Partial<ConnectedApp> = {},
): MessageCase {
  return { title, clients: [app(properties, around)], parameters };
}

/** Cases of the rules that look at anything but addresses, by name of the rule. */
const OTHERS: Readonly<Record<string, readonly MessageCase[]>> = {
  "connected-app-no-full-access-for-third-party": [
    of("full access for a third-party client", { fullAccessAllowed: true }),
  ],
  "connected-app-full-access-allowlist": [
    of(
      "full access for a client that is not listed",
      { clientType: "first_party", fullAccessAllowed: true },
      {},
      { name: "web" },
    ),
    of(
      "full access for a listed client without a secret",
      { clientType: "first_party_public", fullAccessAllowed: true },
      { allowedClients: ["web"] },
      { name: "web" },
    ),
  ],
  "connected-app-no-consent-bypass-for-third-party": [
    of("no consent for a third-party client", { bypassConsentForOfflineAccess: true }),
  ],
  "connected-app-public-no-consent-bypass": [
    of("no consent for a client without a secret", {
      clientType: "first_party_public",
      bypassConsentForOfflineAccess: true,
    }),
  ],
  "connected-app-redirect-count": [
    of("no address", { redirectUrls: [] }),
    of("fewer addresses than required", {}, { min: 2 }),
    of("more addresses than allowed", {}, { max: 0, min: 0 }),
  ],
  "connected-app-access-token-lifetime": [
    of("a long lifetime", { accessTokenExpiryMinutes: 90 }),
    of("a lifetime left out", { accessTokenExpiryMinutes: undefined }),
    of("a lifetime that is a string", { accessTokenExpiryMinutes: "15" }),
    of("a limit of one minute", {}, { thirdPartyMinutes: 1 }),
  ],
  "connected-app-custom-audience": [
    of("no audience", { accessTokenCustomAudience: "" }),
    of(
      "an audience that does not exist",
      {},
      { allowedAudiences: ["https://api.example", "https://mcp.example"] },
    ),
  ],
  "connected-app-audience-not-shared": [
    { title: "one other client", clients: [app(), own("web")] },
    { title: "several other clients", clients: [app(), own("web"), own("jobs")] },
    ...["https://api.example/v2", "https://api", "https://API.example/"].map((audience) => ({
      title: `an audience like another one: ${audience}`,
      clients: [
        app({ accessTokenCustomAudience: audience }),
        app(
          { clientType: "first_party", accessTokenCustomAudience: "https://api.example" },
          { name: "web" },
        ),
      ],
    })),
  ],
  "connected-app-redirect-host-lookalike": [
    of("a look-alike letter", {
      redirectUrls: ["https://app.example.com/cb", "https://app.examp1e.com/cb"],
    }),
    of("transposed letters", {
      redirectUrls: ["https://app.northwind.com/cb", "https://app.norhtwind.com/cb"],
    }),
    of("a domain before another one", {
      redirectUrls: ["https://example.com/cb", "https://example.com.other.example/cb"],
    }),
    {
      title: "a domain of another client",
      clients: [
        app({ redirectUrls: ["https://acrne.com/cb"] }),
        app({ clientType: "first_party", redirectUrls: ["https://acme.com/cb"] }, { name: "web" }),
      ],
    },
  ],
  "connected-app-claims-template-safe": [
    of("text that is not JSON", { accessTokenTemplateContent: "{{ user.name }} and more" }),
    of("JSON that is not an object", { accessTokenTemplateContent: "[1]" }),
    of("a reserved claim", { idTokenTemplateContent: '{"sub": 1}' }),
    of("a claim that looks personal", { accessTokenTemplateContent: '{"email": true}' }),
    of("a value that looks personal", { accessTokenTemplateContent: '{"to": {{ user.email }} }' }),
  ],
  "connected-app-public-needs-reason": [
    of("a client without a secret", { clientType: "third_party_public" }),
  ],
  "connected-app-third-party-name-lookalike": [
    of("an invisible character", { clientName: "Acme\u200b" }),
    of("several alphabets", { clientName: "Acm\u0435 Drive" }),
    of("a name like one of yours", { clientName: "Acme Driv3" }, { reservedNames: ["AcmeDrive"] }),
  ],
  "connected-app-logo-https": [
    of("an unencrypted logo", { logoUrl: "http://partner.example/logo.png" }),
    of(
      "a logo of another site",
      { logoUrl: "https://pictures.example/logo.png" },
      { sameSite: true },
    ),
  ],
  "connected-app-secret-outputs-marked": [
    of(
      "a secret in clear",
      {},
      {},
      {
        options: { protect: true, additionalSecretOutputs: [] },
      },
    ),
  ],
  "connected-app-secret-max-age": [
    of("an unknown age", { clientSecretLastFour: "wxyz" }),
    of("an age to report as advisory", secretSince("2026-02-01")),
    of("an age that is too high", secretSince("2025-02-01")),
    of("an age that is too high, while a rotation runs", {
      ...secretSince("2025-02-01"),
      nextClientSecretLastFour: "abcd",
    }),
  ],
  "connected-app-rotation-not-left-open": [
    of("an unknown start", { nextClientSecretLastFour: "wxyz" }),
    of("a rotation to report as advisory", rotationSince("2026-06-12")),
    of("a rotation that takes too long", rotationSince("2026-06-01")),
  ],
  "connected-app-organization-third-party-apps": [
    of("no choice", {}),
    of("all applications", { thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED" }),
  ],
  "connected-app-inputs-readable": [
    of("clients created by a resource of another form", {}, {}, { kind: "Unreadable" }),
  ],
  "connected-app-live-protected": [
    of(
      "a live client that may be deleted",
      {},
      {},
      { options: { protect: false, additionalSecretOutputs: ["clientSecret"] } },
    ),
  ],
};

function secretSince(secretRotatedAt: string) {
  return { clientSecretLastFour: "wxyz", secretRotatedAt };
}

function rotationSince(secretRotationStartedAt: string) {
  return { nextClientSecretLastFour: "wxyz", secretRotationStartedAt };
}

function own(name: string): ConnectedApp {
  return app({ clientType: "first_party" }, { name });
}

const LISTS = [
  ["connected-app-redirect-", "redirectUrls"],
  ["connected-app-post-logout-", "postLogoutRedirectUrls"],
] as const;

/** Every way to violate a rule for which it has a message. */
export function casesOf(rule: string): readonly MessageCase[] {
  const others = OTHERS[rule];
  if (others !== undefined) return others;
  const [prefix, property] = LISTS.find(([start]) => rule.startsWith(start)) ?? ["", ""];
  const cases = URLS[rule.slice(prefix.length)] ?? [];
  return cases.map(({ title, urls, clientType = "third_party", parameters = {} }) =>
    of(title, { clientType, [property]: urls }, parameters),
  );
}
