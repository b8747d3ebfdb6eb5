import { describe, expect, it } from "vitest";
import type { Rule } from "../../../policy/src/rule.ts";
import { logoHttps } from "../../../policy/src/rules/logo-https.ts";
import { postLogoutRules } from "../../../policy/src/rules/post-logout-urls.ts";
import { redirectRules } from "../../../policy/src/rules/redirect-urls.ts";
import { app } from "../_client.ts";

const rules: readonly Rule[] = [...redirectRules, ...postLogoutRules, logoHttps];
const enabled = rules.filter(({ level }) => level !== "disabled");

function found(properties: Record<string, unknown>): string[] {
  return enabled.flatMap((rule) =>
    rule.check(app(properties), rule.config.parse({})).map(() => rule.name),
  );
}

const WEB = [
  "https://app.example.com/callback",
  "https://app.example.com",
  "https://app.example.com/",
  "https://app.example.com:8443/oauth/callback",
  "https://app.example.co.uk/auth/stytch/callback",
  "https://xn--bcher-kva.example/callback",
  "https://app.example.com/callback?tenant=42&locale=de-DE",
  "https://app.example.com/~team/a-b_c.d/cb",
  "https://app.example.com/caf%C3%A9",
  "https://app.example.com/a%20b",
  "https://app.example.com/api/auth/callback/stytch",
  "https://localhost.example.com/cb",
  "https://192.0.2.10/cb",
  "https://[2001:db8::1]/cb",
  "https://app.example.com/cb;v=1",
  "https://app.example.com/time/12:30",
  "https://next.example.com/return",
  "https://app.example.com/callback/tenant%2Fa",
  "https://app.example.com/v1..2/callback...",
  "https://app.example.com/callback?domain=CORP%5Cuser&folder=a%252Fb",
  "https://claude.ai/api/mcp/auth_callback",
];

const PUBLIC = [
  "http://127.0.0.1/callback",
  "http://127.0.0.1:6274/oauth/callback",
  "http://[::1]:8080/callback",
];

describe("the URL rules", () => {
  it.each(WEB)("let %s pass", (url) => {
    const clientType = "first_party";
    const lists = { redirectUrls: [url], postLogoutRedirectUrls: [url] };
    expect(found({ ...lists, clientType })).toEqual([]);
  });

  it.each([...WEB, ...PUBLIC])("let %s of a public client pass", (url) => {
    const clientType = "third_party_public";
    const lists = { redirectUrls: [url], postLogoutRedirectUrls: [url] };
    expect(found({ ...lists, clientType, logoUrl: "https://app.example.com/logo.svg" })).toEqual(
      [],
    );
  });

  it.each([
    ["no-wildcard", "https://app.example.com/*"],
    ["https", "http://app.example.com/"],
    ["loopback-only-public", "http://127.0.0.1/"],
    ["no-fragment", "https://app.example.com/#x"],
    ["no-dangerous-scheme", "javascript:x"],
    ["no-userinfo", "https://u@app.example.com/"],
    ["no-oauth-params", "https://app.example.com/?code=1"],
    ["private-scheme", "myapp:/cb"],
    ["shared-host", "https://shop.vercel.app/"],
    ["open-redirector-params", "https://app.example.com/?next=x"],
    ["public-host", "https://10.0.0.5/cb"],
    ["no-debug-host", "https://webhook.site/0f8fad5b"],
    ["unambiguous", "https://app.example.com/callback/..;/steal"],
    ["canonical", "https://app.example.com:443/"],
  ])("find %s alone in %s", (ending, url) => {
    expect(found({ redirectUrls: [url] })).toEqual([`connected-app-redirect-${ending}`]);
  });
});
