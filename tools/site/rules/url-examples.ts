import type { RuleExample } from "./example.ts";

/** What is wrong with a URL of a list, and what is right, by the end of the names of rules. */
type UrlExample = Omit<RuleExample, "bad" | "good"> & {
  readonly bad: readonly string[];
  readonly good: readonly string[];
  /** Default: `third_party`. */
  readonly clientType?: string;
  /** Where the good client is of another type. */
  readonly goodType?: string;
};

const WEB = ["https://partner.example/callback"];

/** By the end of a rule's name: the rules on redirect URLs and on post-logout URLs share them. */
const URLS: Readonly<Record<string, UrlExample>> = {
  "no-wildcard": { bad: ["https://*.partner.example/callback"], good: WEB },
  https: { bad: ["http://partner.example/callback"], good: WEB },
  "loopback-only-public": {
    bad: ["http://127.0.0.1/callback"],
    good: ["http://127.0.0.1/callback"],
    goodType: "third_party_public",
  },
  "loopback-ip": {
    clientType: "third_party_public",
    bad: ["http://localhost/callback"],
    good: ["http://127.0.0.1/callback"],
  },
  "no-fragment": { bad: ["https://partner.example/#/callback"], good: WEB },
  "no-dangerous-scheme": { bad: ["javascript:alert(1)"], good: WEB },
  "no-userinfo": { bad: ["https://example.com@partner.example/callback"], good: WEB },
  "no-oauth-params": { bad: ["https://partner.example/callback?state=1"], good: WEB },
  "private-scheme": { bad: ["myapp://callback"], good: WEB },
  "permitted-domains": {
    parameters: { domains: ["partner.example"] },
    bad: ["https://partner-login.example/callback"],
    good: ["https://login.partner.example/callback"],
  },
  "public-host": { bad: ["https://10.0.0.5/callback"], good: WEB },
  "shared-host": { bad: ["https://partner.vercel.app/callback"], good: WEB },
  "no-debug-host": { bad: ["https://webhook.site/0f8fad5b"], good: WEB },
  "open-redirector-params": {
    bad: ["https://partner.example/callback?return_to=/home"],
    good: WEB,
  },
  unambiguous: { bad: ["https://partner.example/..;/callback"], good: WEB },
  canonical: { bad: ["https://PARTNER.example/callback"], good: WEB },
  count: { bad: [], good: WEB },
  "host-lookalike": {
    bad: ["https://app.example.com/callback", "https://app.examp1e.com/callback"],
    good: ["https://app.example.com/callback", "https://login.example.com/callback"],
  },
};

const LISTS = [
  ["connected-app-redirect-", "redirectUrls"],
  ["connected-app-post-logout-", "postLogoutRedirectUrls"],
] as const;

/** The example of a rule on URLs; undefined for every other rule. */
export function urlExample(rule: string): RuleExample | undefined {
  const [prefix, property] = LISTS.find(([start]) => rule.startsWith(start)) ?? [];
  const example = prefix === undefined ? undefined : URLS[rule.slice(prefix.length)];
  if (property === undefined || example === undefined) return undefined;
  const { bad, good, clientType = "third_party", goodType = clientType, ...rest } = example;
  return {
    ...rest,
    bad: [{ properties: { clientType, [property]: bad } }],
    good: [{ properties: { clientType: goodType, [property]: good } }],
  };
}
