import type { ConnectedApp } from "../../policy/src/rule.ts";
import { app } from "./_client.ts";

/** The day of the cases, where a rule looks at the clock. */
export const NOW = new Date("2026-06-15");

/** A client, or several, that break a rule in one of the ways that it tells apart. */
export interface MessageCase {
  /** What is wrong, in the words of whoever looks for the message. */
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
    of("full access for somebody else's client", { fullAccessAllowed: true }),
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
    of("no consent for somebody else's client", { bypassConsentForOfflineAccess: true }),
  ],
  "connected-app-public-no-consent-bypass": [
    of("no consent for a client without a secret", {
      clientType: "first_party_public",
      bypassConsentForOfflineAccess: true,
    }),
  ],
  "connected-app-redirect-count": [
    of("no address", { redirectUrls: [] }),
    of("fewer addresses than asked for", {}, { min: 2 }),
    of("more addresses than allowed", {}, { max: 0, min: 0 }),
  ],
  "connected-app-access-token-lifetime": [
    of("a long lifetime", { accessTokenExpiryMinutes: 90 }),
    of("a lifetime left out", { accessTokenExpiryMinutes: undefined }),
    of("a lifetime that is text", { accessTokenExpiryMinutes: "15" }),
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
    of("a letter that looks the same", {
      redirectUrls: ["https://app.example.com/cb", "https://app.examp1e.com/cb"],
    }),
    of("a swapped letter", {
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
    of("text that is no JSON", { accessTokenTemplateContent: "{{ user.name }} and more" }),
    of("JSON that is no object", { accessTokenTemplateContent: "[1]" }),
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
    of("an age that nobody knows", { clientSecretLastFour: "wxyz" }),
    of("an age worth a note", secretSince("2026-02-01")),
    of("an age that is too high", secretSince("2025-02-01")),
    of("an age that is too high, while a rotation runs", {
      ...secretSince("2025-02-01"),
      nextClientSecretLastFour: "abcd",
    }),
  ],
  "connected-app-rotation-not-left-open": [
    of("a start that nobody knows", { nextClientSecretLastFour: "wxyz" }),
    of("a rotation worth a note", rotationSince("2026-06-12")),
    of("a rotation that takes too long", rotationSince("2026-06-01")),
  ],
  "connected-app-organization-third-party-apps": [
    of("no choice", {}),
    of("all applications", { thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED" }),
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

/** An address, or several, by what is wrong with them; `clientType` is `third_party` if not given. */
interface UrlCase {
  readonly title: string;
  readonly urls: readonly string[];
  readonly clientType?: string;
  readonly parameters?: Record<string, unknown>;
}

/** By the end of the rules' names: cases that hold for either list of addresses. */
const URLS: Readonly<Record<string, readonly UrlCase[]>> = {
  "no-wildcard": [
    { title: "in the scheme", urls: ["*://app.example/cb"] },
    { title: "before the @", urls: ["https://{user}@app.example/cb"] },
    { title: "for the whole host", urls: ["https://*/cb"] },
    { title: "in the host", urls: ["https://*.app.example/cb"] },
    { title: "in the port", urls: ["https://app.example:*/cb"] },
    { title: "in the path", urls: ["https://app.example/{tenant}/cb"] },
    { title: "in the query", urls: ["https://app.example/cb?tenant=*"] },
    { title: "in the fragment", urls: ["https://app.example/cb#**"] },
  ],
  https: [
    { title: "no scheme", urls: ["app.example/cb"] },
    { title: "unencrypted", urls: ["http://app.example/cb"] },
  ],
  "loopback-only-public": [
    { title: "a client on a server", urls: ["http://127.0.0.1/cb"] },
    loopback("IPv4 not allowed", "http://127.0.0.1/cb", { allowIPv4: false }),
    loopback("IPv6 not allowed", "http://[::1]/cb", { allowIPv6: false }),
    loopback("neither allowed", "http://[::1]/cb", { allowIPv4: false, allowIPv6: false }),
  ],
  "loopback-ip": [{ title: "localhost", urls: ["http://localhost:3000/cb"] }],
  "no-fragment": [{ title: "a fragment", urls: ["https://app.example/#/cb"] }],
  "no-dangerous-scheme": [
    { title: "a script", urls: ["javascript:alert(1)"] },
    { title: "a script in disguise", urls: ["view-source:java\tscript:alert(1)"] },
  ],
  "no-userinfo": [
    { title: "a name and a password", urls: ["https://user:hunter2@app.example/cb"] },
  ],
  "no-oauth-params": [
    { title: "a parameter of the answer", urls: ["https://app.example/?code=1"] },
  ],
  "private-scheme": [
    { title: "a client on a server", urls: ["com.example.app:/cb"] },
    { title: "a scheme of nobody", urls: ["myapp:/cb"], clientType: "third_party_public" },
    {
      title: "a domain in reverse order",
      urls: ["com.example.app:/cb"],
      clientType: "third_party_public",
    },
  ],
  "permitted-domains": [
    { title: "no domain is listed at all", urls: ["https://app.example/cb"] },
    permitted("another domain", { domains: ["example.com", "example.org"] }),
    permitted("domains of other clients only", { domainsByType: { first_party: ["a.example"] } }),
  ],
  "shared-host": [
    { title: "known to be shared", urls: ["https://shop.vercel.app/cb"] },
    { title: "shared by configuration", urls: ["https://shop.glitch.me/cb"] },
    { title: "a tunnel", urls: ["https://shop.loca.lt/cb"] },
  ],
  "public-host": [
    { title: "a private address", urls: ["https://10.0.0.5/cb"] },
    { title: "a link-local address", urls: ["https://169.254.169.254/cb"] },
    { title: "a cloud's metadata service", urls: ["https://metadata.google.internal/cb"] },
    { title: "a translated address", urls: ["https://[64:ff9b::a00:1]/cb"] },
    { title: "a reserved address", urls: ["https://240.0.0.1/cb"] },
    { title: "a name of a local network", urls: ["https://sso.corp.internal/cb"] },
    { title: "no domain", urls: ["https://intranet/cb"] },
    { title: "no known top-level domain", urls: ["https://app.intra/cb"] },
    { title: "a public suffix", urls: ["https://co.uk/cb"] },
    { title: "a name that browsers do not find", urls: ["https://app.onion/cb"] },
  ],
  "no-debug-host": [
    { title: "a request bin", urls: ["https://webhook.site/0f8fad5b"] },
    { title: "a link shortener", urls: ["https://bit.ly/3abcd"] },
    { title: "a tool", urls: ["https://oauth.pstmn.io/v1/callback"] },
  ],
  "open-redirector-params": [
    { title: "by its name", urls: ["https://app.example/cb?return_to=/home"] },
    { title: "by its value", urls: ["https://app.example/cb?x=https%3A%2F%2Fother.example"] },
  ],
  canonical: [
    { title: "a repetition", urls: ["https://app.example/cb", "https://app.example/cb"] },
    { title: "unreadable", urls: ["app.example/cb"] },
    ...["HTTPS://app.example/cb", "https://APP.example/cb", "https://app.example:443/cb"].map(
      unusual,
    ),
    ...["https://[0::1]/cb", "https://b\u00fccher.example/cb", "https://app.example:/cb"].map(
      unusual,
    ),
    ...["https://app.example/caf\u00e9", "https://app.example/100%", "https://a.example/%c3"].map(
      unusual,
    ),
    ...["https://app.example/%7Eme", "https://user:hunter2@APP.example/cb"].map(unusual),
    ...["https://app.example/?q='x'", "https://xn--80ak6aa92e.xn--p1ai/cb"].map(unusual),
    ...["https://app.example./cb", "https://app.example/a%252Fcb"].map(unusual),
    ...["https://app.example//cb", "https://app.example/cb;/x", "https://app.example/c%23"].map(
      unusual,
    ),
  ],
  unambiguous: [
    { title: "unreadable", urls: ["https://exa mple.com/cb"] },
    { title: "a step back", urls: ["https://app.example/x/../cb"] },
    { title: "a step back behind a parameter", urls: ["https://app.example/x/..;/cb"] },
    { title: "a step back with a password", urls: ["https://user:hunter2@a.example/x/../cb"] },
    ...["https:app.example/cb", "https://app%2Eexample/cb", "http://0x7f.1/cb"].map(unusual),
    ...["https://app.example\\cb", " https://app.example/cb", "https://a..example/cb"].map(unusual),
    ...["https://app.example/c\u0001b", "https://xn--pple-43d.example/cb"].map(unusual),
    ...["https://xn--80ak6aa92e.com/cb", "https://app.example/c\u200bb"].map(unusual),
    ...["https://app.example/%0Acb", "https://app.example/%250Acb"].map(unusual),
    ...["https://app.example/a%5Cb", "https://app.example/%C0%AEcb"].map(unusual),
    ...["https://app.example/%2Fevil.example", "https://app.example/%E2%80%AEcb"].map(unusual),
    ...["https://app.example;other.example/cb"].map(unusual),
  ],
};

function loopback(title: string, url: string, parameters: Record<string, unknown>): UrlCase {
  return { title, urls: [url], clientType: "third_party_public", parameters };
}

function permitted(title: string, parameters: Record<string, unknown>): UrlCase {
  return { title, urls: ["https://app.example/cb"], parameters };
}

function unusual(url: string): UrlCase {
  return { title: `unusual: ${JSON.stringify(url)}`, urls: [url] };
}

const LISTS = [
  ["connected-app-redirect-", "redirectUrls"],
  ["connected-app-post-logout-", "postLogoutRedirectUrls"],
] as const;

/** Every way to break a rule that it has words for. */
export function casesOf(rule: string): readonly MessageCase[] {
  const others = OTHERS[rule];
  if (others !== undefined) return others;
  const [prefix, property] = LISTS.find(([start]) => rule.startsWith(start)) ?? ["", ""];
  const cases = URLS[rule.slice(prefix.length)] ?? [];
  return cases.map(({ title, urls, clientType = "third_party", parameters = {} }) =>
    of(title, { clientType, [property]: urls }, parameters),
  );
}
