import { each, type Parameter, publicApp, urls } from "./_parameters.ts";

const DOMAINS = [
  ...[".acme.dev", "*.acme.dev", "https://acme.dev", "https://*.acme.dev/", "acme.dev/"],
  ...["acme.dev.", "ACME.dev", " acme.dev ", "//acme.dev"],
];
const NO_DOMAINS = [
  ...["", " ", "*", ".", "acme.dev/cb", "acme.dev:443", "user@acme.dev", "acme dev", "a?b"],
  ...["ac*me.dev", "a..dev", "ftp://acme.dev", "https://", "-acme.dev"],
];
const SUFFIXES = [
  "com",
  ".com",
  "co.uk",
  "github.io",
  "vercel.app",
  "*.vercel.app",
  "dev.",
  "loca.lt",
];
/** Parameters of the rules over lists of addresses. */
export const lists = ["redirect", "post-logout"].flatMap((list): Parameter[] => [
  {
    rule: `${list}-permitted-domains`,
    key: "domains",
    clients: [urls("https://app.acme.dev/cb")],
    beside: { domainsByType: { first_party: ["other.example"] }, enforcementLevel: "mandatory" },
    effective: each(DOMAINS),
    refused: each([...NO_DOMAINS, ...SUFFIXES, "localhost", "127.0.0.1", "[::1]"]),
  },
  {
    rule: `${list}-permitted-domains`,
    key: "domainsInTest",
    clients: [{ ...urls("https://b\u00fccher.example/cb"), environment: "test" }],
    beside: { domains: ["other.example"] },
    effective: [["b\u00fccher.example"], ["B\u00dcCHER.example"], ["xn--bcher-kva.example."]],
    refused: each([...NO_DOMAINS, ...SUFFIXES]),
  },
  {
    rule: `${list}-permitted-domains`,
    key: "domainsByType",
    clients: [urls("https://app.acme.dev/cb")],
    beside: { domains: ["other.example"] },
    effective: DOMAINS.map((domain) => ({ third_party: [domain] })),
    refused: [...each(SUFFIXES).map((domains) => ({ third_party: domains })), { others: ["a.b"] }],
  },
  {
    rule: `${list}-https`,
    key: "httpHostsInTest",
    clients: [{ ...urls("http://dev.acme.dev/cb"), environment: "test" }],
    effective: each(["dev.acme.dev", "http://dev.acme.dev/", "DEV.acme.dev.", " dev.acme.dev"]),
    refused: each([
      "",
      "*.acme.dev",
      ".acme.dev",
      "dev.acme.dev:80",
      "dev.acme.dev/cb",
      "localhost",
    ]),
  },
  {
    rule: `${list}-no-dangerous-scheme`,
    key: "denySchemes",
    clients: [publicApp("gopher://acme.dev/cb")],
    effective: each(["gopher", "gopher:", "GOPHER", "gopher://", " gopher "]),
    refused: each(["", ":", "gopher:x", "go pher", "gopher/", "*"]),
  },
  {
    rule: `${list}-private-scheme`,
    key: "allowedSchemes",
    clients: [publicApp("myapp:/cb")],
    effective: each(["myapp", "myapp:", "MyApp://", " myapp"]),
    refused: each(["", "myapp:/cb", "my app", "*", "https", "http:", "javascript", "data:"]),
  },
  {
    rule: `${list}-private-scheme`,
    key: "publicOnly",
    clients: [urls("com.acme.app:/cb")],
    beside: { allowedSchemes: ["com.acme.app"] },
    effective: [false],
    refused: ["no", null],
  },
  {
    rule: `${list}-shared-host`,
    key: "suffixes",
    clients: [urls("https://shop.hosting.example/cb")],
    effective: each([
      "hosting.example",
      ".hosting.example",
      "*.Hosting.example",
      "https://hosting.example/",
    ]),
    refused: each(NO_DOMAINS),
  },
  {
    rule: `${list}-shared-host`,
    key: "allowedHosts",
    clients: [urls("https://shop.vercel.app/cb")],
    effective: each(["shop.vercel.app", "https://SHOP.vercel.app./", "*.shop.vercel.app"]),
    refused: each([...NO_DOMAINS, ...SUFFIXES]),
  },
  {
    rule: `${list}-public-host`,
    key: "allowedHosts",
    clients: [urls("https://sso.intranet/cb")],
    effective: each(["intranet", ".intranet", "https://Intranet/", "*.intranet"]),
    refused: each(NO_DOMAINS),
  },
  ...["hosts", "forwarders", "tools"].map((key) => ({
    rule: `${list}-no-debug-host`,
    key,
    clients: [urls("https://x.bin.example/cb")],
    effective: each(["bin.example", ".bin.example", "https://BIN.example/"]),
    refused: each(NO_DOMAINS),
  })),
  {
    rule: `${list}-open-redirector-params`,
    key: "names",
    clients: [urls("https://acme.dev/cb?after_login=1")],
    effective: each(["after_login", "afterLogin", " AFTER-LOGIN "]),
    refused: each(["", "?after_login", "after_login=", "a b", "--", "%61"]),
  },
  {
    rule: `${list}-loopback-only-public`,
    key: "types",
    clients: [urls("http://127.0.0.1/cb")],
    effective: [["third_party"]],
    refused: [["public"], [""], ["Third_Party"]],
  },
  {
    rule: `${list}-loopback-only-public`,
    key: "allowIPv4",
    clients: [publicApp("http://127.0.0.1/cb")],
    effective: [false],
    refused: ["false"],
  },
  {
    rule: `${list}-loopback-only-public`,
    key: "allowIPv6",
    clients: [publicApp("http://[::1]/cb")],
    effective: [false],
    refused: [0],
  },
]);
