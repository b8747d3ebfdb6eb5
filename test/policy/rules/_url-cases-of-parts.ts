import type { UrlCase } from "./_urls.ts";

/** Cases of the rules about what the parts of URLs hold. */
export const CASES_OF_PARTS: readonly UrlCase[] = [
  [
    "no-wildcard",
    {},
    [
      "*",
      "https://*.a.example/cb",
      "https://a.example/*",
      "http://127.0.0.1:*",
      "https://a.example/?x={}",
    ],
    ["https://a.example/%2A", "https://a.example/{"],
  ],
  ["no-fragment", {}, ["https://a.example/#", "https://a.example/#/cb"], ["https://a.example/%23"]],
  [
    "no-dangerous-scheme",
    {},
    [
      "javascript:alert(1)",
      " JAVA\tscript:x",
      "data:text/html,x",
      "vbscript:x",
      "file:///etc/passwd",
      "blob:https://a.example/x",
      "javascript%3Ax",
      "view-source:data:x",
    ],
    ["https://a.example/?x=javascript:x", "com.example.app:/javascript:", "about:blank"],
  ],
  [
    "no-dangerous-scheme",
    { config: { denySchemes: ["ABOUT"] } },
    ["about:blank", "javascript:alert(1)"],
    ["com.example.app:/about:blank"],
  ],
  [
    "no-userinfo",
    {},
    [
      "https://user@a.example/",
      "https://u:p@a.example/",
      "https://@a.example/",
      "https://good.example@evil.example/",
    ],
    ["https://a.example/@user", "https://a.example/?u=a@b", "com.example.app:a@b"],
  ],
  [
    "no-oauth-params",
    {},
    [
      "https://a.example/?code=1",
      "https://a.example/?x=1&state",
      "https://a.example/?c%6Fde=1",
      "com.example.app:/cb?error=x",
    ],
    ["https://a.example/?Code=1", "https://a.example/?country_code=1", "https://a.example/code"],
  ],
  [
    "no-oauth-params",
    { config: { names: ["ticket"] } },
    ["https://a.example/?ticket=1"],
    ["https://a.example/?code=1"],
  ],
  [
    "private-scheme",
    { clientType: "third_party_public" },
    [
      "myapp:/cb",
      "myapp://cb",
      "localhost:3000/cb",
      "com:/cb",
      "ftp://a.example/",
      "wss://a.example/",
      "mailto:a@b.example",
      "com.example.app:/cb",
      "COM.example.app://cb",
    ],
    ["https://a.example/", "http://127.0.0.1/cb", "javascript:x", "/cb"],
  ],
  [
    "private-scheme",
    { clientType: "third_party_public", config: { allowedSchemes: ["MyApp", "com.example.app"] } },
    ["yourapp:/cb", "com.example.other:/cb"],
    ["myapp:/cb", "com.example.app:/cb"],
  ],
  ["private-scheme", { clientType: "first_party" }, ["com.example.app:/cb", "myapp:/cb"], []],
  [
    "private-scheme",
    { clientType: "first_party", config: { publicOnly: false, allowedSchemes: ["myapp"] } },
    ["com.example.app:/cb"],
    ["myapp:/cb"],
  ],
  [
    "open-redirector-params",
    {},
    [
      "https://a.example/?next=/x",
      "https://a.example/?return_to=",
      "https://a.example/?Redirect-URL=x",
      "https://a.example/?x=//evil.example",
      "https://a.example/?x=https%3A%2F%2Fevil.example",
    ],
    ["https://a.example/?tenant=1", "https://a.example/next", "https://a.example/?nextpage=1"],
  ],
  [
    "open-redirector-params",
    { config: { names: ["page"] } },
    ["https://a.example/?PAGE=1"],
    ["https://a.example/?next=1"],
  ],
];
