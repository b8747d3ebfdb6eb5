import type { ConnectedApp } from "../../policy/src/rule.ts";
import { app } from "./_client.ts";
import { each, own, type Parameter, urls } from "./_parameters.ts";

const PATTERNS = {
  refused: [[""], ["  "], ["^own$"], ["ow.*"], ["own?"], ["{own}"], ["/own/"], ["c::own"]],
  urns: [["URN:pulumi:a::b::c::own"], ["urn:pulumi:a"], ["urn:own"]],
};
const clientsOf = (rule: string, key: string, client: ConnectedApp): Parameter => ({
  rule,
  key,
  clients: [client],
  effective: [["own"], [" own "], ["o*"], [client.urn], ["urn:*::own"]],
  refused: [...PATTERNS.refused, ...PATTERNS.urns],
});

/** Parameters of all other rules. */
export const others: Parameter[] = [
  clientsOf("full-access-allowlist", "allowedClients", own({ fullAccessAllowed: true })),
  {
    rule: "full-access-allowlist",
    key: "allowPublic",
    clients: [own({ clientType: "first_party_public", fullAccessAllowed: true })],
    beside: { allowedClients: ["own"] },
    effective: [true],
    refused: ["true"],
  },
  clientsOf(
    "public-no-consent-bypass",
    "allowedClients",
    own({ clientType: "first_party_public", bypassConsentForOfflineAccess: true }),
  ),
  clientsOf("live-protected", "exceptClients", {
    ...own({}),
    options: { protect: false, additionalSecretOutputs: ["clientSecret"] },
  }),
  clientsOf("custom-audience", "requiredFor", own({ accessTokenCustomAudience: "" })),
  clientsOf(
    "third-party-name-lookalike",
    "exceptClients",
    own({ clientType: "third_party", clientName: "p\u0430ypal" }),
  ),
  {
    ...clientsOf("audience-not-shared", "groups", own({})),
    clients: [own({}), app()],
    effective: [[["own", "partner"]], [[" own", "par*"]], [["*"]]],
    refused: [["own"], [[]], [[""]], [["own", "^partner$"]]],
  },
  {
    ...clientsOf("public-needs-reason", "reasons", own({ clientType: "first_party_public" })),
    effective: [{ own: "a browser" }, { " own ": "a browser" }, { "o*": "a browser" }],
    refused: [{ own: " " }, { "": "x" }, { "^own": "x" }],
  },
  {
    rule: "custom-audience",
    key: "requiredForTypes",
    clients: [own({ accessTokenCustomAudience: "" })],
    effective: [["first_party"]],
    refused: [["own"]],
  },
  {
    rule: "custom-audience",
    key: "allowedAudiences",
    clients: [app()],
    effective: each(["https://other.example", " x "]),
    refused: each(["", " ", "a b"]),
  },
  {
    rule: "third-party-name-lookalike",
    key: "reservedNames",
    clients: [app({ clientName: "Acme Corp" })],
    effective: each(["acme corp", "ACME-CORP", " Acme Corp "]),
    refused: each(["", " ", "--", "\u200b"]),
  },
  {
    rule: "claims-template-safe",
    key: "denyClaims",
    clients: [app({ idTokenTemplateContent: { tier: "x" } })],
    effective: each(["tier", " tier ", "ti*"]),
    refused: each(["", " "]),
  },
  {
    rule: "claims-template-safe",
    key: "piiClaimsThirdParty",
    clients: [app({ idTokenTemplateContent: { shoe_size: "x" } })],
    effective: each(["shoe", "Shoe", "shoe_size", " shoe-size ", "shoe*"]),
    refused: each(["", "_", " - "]),
  },
  {
    rule: "redirect-no-oauth-params",
    key: "names",
    clients: [urls("https://acme.dev/cb?ticket=1")],
    effective: each(["ticket", " ticket "]),
    refused: [[], ...each(["", "?ticket", "ticket=", "a&b", "ticket=1"])],
  },
  {
    rule: "redirect-count",
    key: "max",
    clients: [urls("https://a.acme.dev", "https://b.acme.dev")],
    effective: [1],
    refused: [-1, 1.5, "1", 0],
  },
  {
    rule: "redirect-count",
    key: "min",
    clients: [app()],
    effective: [2],
    refused: [-1, 11, null],
  },
  {
    rule: "redirect-loopback-ip",
    key: "allowLocalhost",
    clients: [urls("http://localhost/cb")],
    effective: [true],
    refused: ["yes"],
  },
  {
    rule: "logo-https",
    key: "sameSite",
    clients: [app({ logoUrl: "https://cdn.other.example/x.png" })],
    effective: [true],
    refused: [1],
  },
  ...["firstPartyMinutes", "thirdPartyMinutes", "publicMinutes"].map((key) => ({
    rule: "access-token-lifetime",
    key,
    clients: [
      own({ accessTokenExpiryMinutes: 9 }),
      app({ accessTokenExpiryMinutes: 9 }),
      app({ accessTokenExpiryMinutes: 9, clientType: "third_party_public" }),
    ],
    effective: [8],
    refused: [0, -1, 1.5, "8", 525_601],
  })),
  ...["warnDays", "maxDays"].flatMap((key) =>
    [
      ["secret-max-age", { clientSecretLastFour: "abcd", secretRotatedAt: "2026-06-14T00:00:00Z" }],
      [
        "rotation-not-left-open",
        { nextClientSecretLastFour: "a", secretRotationStartedAt: "2026-06-14T00:00:00Z" },
      ],
    ].map(([rule, outputs]) => ({
      rule: rule as string,
      key,
      clients: [app(outputs as Record<string, unknown>)],
      effective: [1, 0.5],
      refused: [0, -1, "1", 3651],
    })),
  ),
  {
    rule: "redirect-host-lookalike",
    key: "allowedDomains",
    clients: [urls("https://acme.dev/cb", "https://acrne.dev/cb")],
    effective: each(["acrne.dev", ".acrne.dev", "*.Acrne.dev", "https://acrne.dev/"]),
    refused: each(["", "acr*ne.dev", "acrne.dev/cb", "dev", "co.uk"]),
  },
];
