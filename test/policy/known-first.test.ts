import { describe, expect, it } from "vitest";
import { app } from "./_client.ts";
import { run, UNKNOWN } from "./_policies.ts";

const config = {
  "connected-app-redirect-permitted-domains": {
    enforcementLevel: "mandatory",
    domains: ["partner.example"],
  },
  "connected-app-logo-https": { sameSite: true },
} as const;

type Case = readonly [rule: string, property: string, properties: Record<string, unknown>];

/** A known value that violates a rule, next to one that is not known: what is found, and where. */
const redirects: Case[] = [
  ["redirect-no-wildcard", "https://*.partner.example/cb"],
  ["redirect-https", "http://partner.example/cb"],
  ["redirect-no-fragment", "https://partner.example/#cb"],
  ["redirect-no-dangerous-scheme", "javascript:alert(1)"],
  ["redirect-no-userinfo", "https://user@partner.example/cb"],
  ["redirect-no-oauth-params", "https://partner.example/cb?code=1"],
  ["redirect-private-scheme", "myapp:/cb"],
  ["redirect-loopback-only-public", "http://127.0.0.1/cb"],
  ["redirect-loopback-ip", "http://localhost/cb"],
  ["redirect-permitted-domains", "https://other.example/cb"],
  ["redirect-shared-host", "https://shop.vercel.app/cb"],
  ["redirect-open-redirector-params", "https://partner.example/cb?next=/"],
  ["redirect-canonical", "https://PARTNER.example/cb"],
].flatMap(([rule = "", url]): Case[] => [
  [rule, "redirectUrls[0]", { redirectUrls: [url, UNKNOWN] }],
  [rule, "redirectUrls[1]", { redirectUrls: [UNKNOWN, url] }],
  ...(/fragment|oauth-params|loopback-ip|permitted/.test(rule)
    ? []
    : ([
        [
          rule.replace("redirect", "post-logout"),
          "postLogoutRedirectUrls[1]",
          { postLogoutRedirectUrls: [UNKNOWN, url] },
        ],
      ] satisfies Case[])),
]);

const others: Case[] = [
  [
    "redirect-count",
    "redirectUrls",
    {
      redirectUrls: Array.from({ length: 11 }, (_, at) => (at === 3 ? UNKNOWN : `https://a/${at}`)),
    },
  ],
  ["redirect-private-scheme", "redirectUrls[0]", { clientType: UNKNOWN, redirectUrls: ["my:/"] }],
  [
    "redirect-permitted-domains",
    "redirectUrls[0]",
    { clientType: UNKNOWN, redirectUrls: ["https://other.example/"] },
  ],
  ["full-access-allowlist", "fullAccessAllowed", { clientType: UNKNOWN, fullAccessAllowed: true }],
  [
    "access-token-lifetime",
    "accessTokenExpiryMinutes",
    { clientType: UNKNOWN, accessTokenExpiryMinutes: 61 },
  ],
  [
    "claims-template-safe",
    "accessTokenTemplateContent",
    { accessTokenTemplateContent: { sub: "x", org: { id: UNKNOWN } } },
  ],
  [
    "claims-template-safe",
    "accessTokenTemplateContent",
    { accessTokenTemplateContent: { sub: UNKNOWN } },
  ],
  [
    "claims-template-safe",
    "idTokenTemplateContent",
    { accessTokenTemplateContent: UNKNOWN, idTokenTemplateContent: '{"sub": "x"}' },
  ],
  [
    "claims-template-safe",
    "accessTokenTemplateContent",
    { accessTokenTemplateContent: { a: [UNKNOWN, "{{ user.email }}"] } },
  ],
  [
    "claims-template-safe",
    "idTokenTemplateContent",
    { clientType: UNKNOWN, idTokenTemplateContent: '{"exp": 1, "m": {{ user.email }} }' },
  ],
];

describe("a known value that violates a rule, next to one that is not known", () => {
  it.each([...redirects, ...others])("breaks %s at %s: %j", (rule, property, properties) => {
    const policy = `connected-app-${rule}`;
    const found = run([app(properties)], config).reported.filter((one) => one.policy === policy);
    expect(found.filter(({ message }) => message.includes(`${property} is `))).toHaveLength(1);
  });

  it("is reported together with each other value that the rule reads and that is not known", () => {
    const { reported } = run([app({ redirectUrls: ["https://*.partner.example/", UNKNOWN] })]);
    const policy = "connected-app-redirect-no-wildcard";
    expect(reported.filter((one) => one.policy === policy)).toMatchObject([
      { level: "mandatory", message: expect.stringContaining('"https://*.partner.example/"') },
      { level: "advisory", message: expect.stringContaining(".redirectUrls.1 can't be known") },
    ]);
  });
});

describe("what is not known", () => {
  it.each([
    ["full-access-for-third-party", { clientType: UNKNOWN, fullAccessAllowed: true }],
    ["no-full-access-for-third-party", { fullAccessAllowed: UNKNOWN }],
    ["public-no-consent-bypass", { clientType: UNKNOWN, bypassConsentForOfflineAccess: true }],
    ["access-token-lifetime", { clientType: UNKNOWN, accessTokenExpiryMinutes: 30 }],
    ["redirect-loopback-only-public", { clientType: UNKNOWN, redirectUrls: ["http://127.0.0.1/"] }],
    ["redirect-no-wildcard", { redirectUrls: ["https://partner.example/", UNKNOWN] }],
    ["claims-template-safe", { accessTokenTemplateContent: { org: UNKNOWN } }],
    ["claims-template-safe", { clientType: UNKNOWN, idTokenTemplateContent: { email: "x" } }],
    [
      "logo-https",
      { logoUrl: "https://cdn.example/x", redirectUrls: ["https://a.example", UNKNOWN] },
    ],
  ])("is advisory for %s where only that value could violate it: %j", (rule, properties) => {
    const found = run([app(properties)], config).reported.filter(({ policy }) =>
      policy.endsWith(rule),
    );
    expect(found).toMatchObject([{ level: "advisory" }]);
    expect(found[0]?.message).toContain("can't be known during preview");
  });

  it.each([
    ["no-full-access-for-third-party", { clientType: UNKNOWN }],
    ["no-full-access-for-third-party", { clientType: "first_party", fullAccessAllowed: UNKNOWN }],
    ["access-token-lifetime", { clientType: UNKNOWN, accessTokenExpiryMinutes: 10 }],
    ["redirect-permitted-domains", { clientType: UNKNOWN }],
    [
      "logo-https",
      { logoUrl: "https://a.example/x", redirectUrls: [UNKNOWN, "https://a.example"] },
    ],
  ])("is nothing to %s where it cannot matter: %j", (rule, properties) => {
    const { reported } = run([app(properties)], config);
    expect(reported.filter(({ policy }) => policy.endsWith(rule))).toEqual([]);
  });
});

describe("a rule over the stack", () => {
  const AUDIENCE = "connected-app-audience-not-shared";
  const own = (change: object, name = "own") =>
    app({ clientType: "first_party", ...change }, { name, urn: `urn:pulumi:a::b::c::${name}` });

  it.each([
    { accessTokenCustomAudience: UNKNOWN },
    { accessTokenCustomAudience: UNKNOWN, clientType: UNKNOWN },
    { clientType: UNKNOWN },
  ])("finds what two clients share next to a third with %j", (properties) => {
    const apps = [own(properties, "first"), app(), own({}), own(properties, "last")];
    const found = run(apps).reported.filter(({ policy }) => policy === AUDIENCE);
    expect(found).toMatchObject([
      { level: "advisory", urn: app().urn, message: expect.stringContaining("the same as for") },
      { level: "advisory", message: expect.stringContaining("can't be known during preview") },
    ]);
  });

  it.each([
    ["connected-app-secret-max-age", "clientSecretLastFour", "secretRotatedAt"],
    ["connected-app-rotation-not-left-open", "nextClientSecretLastFour", "secretRotationStartedAt"],
  ])(
    "%s judges clients next to others whose %s this deployment decides",
    (policy, given, since) => {
      const old = { [given]: "abcd", [since]: "2020-01-01T00:00:00Z" };
      const apps = [
        own({ ...old, [since]: UNKNOWN }, "x"),
        own(old),
        own({ [given]: UNKNOWN }, "y"),
      ];
      const found = run(apps).reported.filter((one) => one.policy === policy);
      expect(found).toMatchObject([{ level: "mandatory", urn: own({}).urn }]);
      expect(found).toHaveLength(1);
    },
  );

  it.each([
    ["connected-app-secret-max-age", "clientSecretLastFour"],
    ["connected-app-rotation-not-left-open", "nextClientSecretLastFour"],
  ])("%s takes a %s that is null for none, as a plugin returns it", (policy, given) => {
    const policiesOf = (value: unknown) => run([own({ [given]: value })]).reported;
    expect(policiesOf(null)).toEqual([]);
    expect(policiesOf("abcd").map((one) => one.policy)).toContain(policy);
  });

  it("takes a new secret that is null for no rotation", () => {
    const old = { clientSecretLastFour: "abcd", secretRotatedAt: "2020-01-01T00:00:00Z" };
    const levelsOf = (next: unknown) =>
      run([own({ ...old, nextClientSecretLastFour: next })])
        .reported.filter(({ policy }) => policy === "connected-app-secret-max-age")
        .map(({ level }) => level);
    expect(levelsOf(null)).toEqual(["mandatory"]);
    expect(levelsOf("efgh")).toEqual(["advisory"]);
  });
});

describe("remediation next to a value that is not known", () => {
  it("removes a duplicate and leaves the rest of the list", () => {
    const redirectUrls = [
      "https://a.example/",
      UNKNOWN,
      "https://a.example/",
      "https://b.example/",
    ];
    const { reported, properties } = run([app({ redirectUrls })]);
    expect(properties[0]?.redirectUrls).toEqual([
      "https://a.example/",
      UNKNOWN,
      "https://b.example/",
    ]);
    expect(reported.filter(({ level }) => level === "mandatory")).toEqual([]);
  });
});
