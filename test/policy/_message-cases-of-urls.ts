/** An address, or several, by what is wrong with them; `clientType` is `third_party` if not given. */
interface UrlCase {
  readonly title: string;
  readonly urls: readonly string[];
  readonly clientType?: string;
  readonly parameters?: Record<string, unknown>;
}

/** By the end of the rules' names: cases that hold for either list of addresses. */
export const URLS: Readonly<Record<string, readonly UrlCase[]>> = {
  "no-wildcard": [
    { title: "in the scheme", urls: ["*://app.example/cb"] },
    { title: "before the @", urls: ["https://{user}@app.example/cb"] },
    { title: "for the whole host", urls: ["https://*/cb"] },
    { title: "in the host", urls: ["https://*.app.example/cb"] },
    { title: "in the port", urls: ["https://app.example:*/cb"] },
    { title: "in the path", urls: ["https://app.example/{tenant}/cb"] },
    { title: "in the path, encoded", urls: ["https://app.example/%7Btenant%7D/cb"] },
    { title: "a placeholder of a router", urls: ["https://app.example/:tenant/cb"] },
    { title: "a value that is missing", urls: ["https://app.example/undefined/cb"] },
    { title: "an object in place of a string", urls: ["https://app.example/[object%20Object]"] },
    { title: "a domain of documentation", urls: ["https://your-domain.com/cb"] },
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
    { title: "a parameter of the response", urls: ["https://app.example/?code=1"] },
    { title: "a secret", urls: ["https://app.example/?client_secret=canary"] },
  ],
  "private-scheme": [
    { title: "a client on a server", urls: ["com.example.app:/cb"] },
    { title: "a scheme without an owner", urls: ["myapp:/cb"], clientType: "third_party_public" },
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
    { title: "a page that redirects visitors", urls: ["https://www.google.com/url?x=1"] },
    { title: "a tool", urls: ["https://oauth.pstmn.io/v1/callback"] },
  ],
  "open-redirector-params": [
    { title: "by its name", urls: ["https://app.example/cb?return_to=/home"] },
    { title: "by its value", urls: ["https://app.example/cb?x=https%3A%2F%2Fother.example"] },
    { title: "in the path", urls: ["https://app.example/to/https%3A%2F%2Fother.example"] },
  ],
  canonical: [
    { title: "a duplicate", urls: ["https://app.example/cb", "https://app.example/cb"] },
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
    ...["https://app.example/cb?", "https://app.example/cb%20", "https://-x.app.example/cb"].map(
      unusual,
    ),
    ...["https://app.example/cb?a=1&amp;b=2", "https://app.example:80/cb"].map(unusual),
    ...["https://bücher.example/rückkehr?code=x"].map(unusual),
  ],
  unambiguous: [
    { title: "unreadable", urls: ["https://exa mple.com/cb"] },
    { title: "a dot segment", urls: ["https://app.example/x/../cb"] },
    { title: "a dot segment before a parameter", urls: ["https://app.example/x/..;/cb"] },
    { title: "a dot segment and a password", urls: ["https://user:hunter2@a.example/x/../cb"] },
    ...["https:app.example/cb", "https://app%2Eexample/cb", "http://0x7f.1/cb"].map(unusual),
    ...["https://app.example\\cb", " https://app.example/cb", "https://a..example/cb"].map(unusual),
    ...["https://app.example/c\u0001b", "https://xn--pple-43d.example/cb"].map(unusual),
    ...["https://xn--80ak6aa92e.com/cb", "https://app.example/c\u200bb"].map(unusual),
    ...["https://app.example/%0Acb", "https://app.example/%250Acb"].map(unusual),
    ...["https://app.example/a%5Cb", "https://app.example/%C0%AEcb"].map(unusual),
    ...["https://app.example/%2Fevil.example", "https://app.example/%E2%80%AEcb"].map(unusual),
    ...["https://app.example;other.example/cb", "https://https://app.example/cb"].map(unusual),
    ...["https://-app.example/cb", "https://app.example:22/cb"].map(unusual),
    ...["https://app.example?@other.example", 'https://app.example/cb"'].map(unusual),
    ...["https://app.example/cb,https://other.example/cb"].map(unusual),
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
