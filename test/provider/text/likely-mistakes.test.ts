import { describe, expect, test } from "vitest";
import {
  likelyTemplateMistake,
  likelyTextMistake,
  likelyUrlMistake,
} from "../../../provider/src/text/likely-mistakes.ts";

describe("a URL", () => {
  test.each([
    "https://your-domain.com/cb",
    "https://yourdomain.com/cb",
    "https://your_company.example.com/cb",
    "https://mydomain.com/cb",
    "https://changeme.example.com/cb",
    "https://replace-me.dev",
    "https://app-undefined.example.com/cb",
    "https://null-app.example.com/cb",
    "https://app.example.com/:tenant/cb",
    "https://app.example.com/$tenant/cb",
    "https://app.example.com/your-tenant/cb",
    "https://app.example.com/cb?tenant=your-tenant",
    "https://app.example.com/cb?next=null",
    "https://app.example.com/web-undefined/cb",
    "https://app.example.com/cb?app=web_undefined",
    "https://your.domain.com/cb",
    "https://HOST/cb",
    "https://TENANT.example.com/cb",
    "your-app",
    "https://changeme:8443/cb",
  ])("is likely a mistake: %s", (url) => {
    expect(likelyUrlMistake(url)).toContain("if that is a mistake");
  });

  test.each([
    "https://app.example.com/cb",
    "https://yourself.example.com/cb",
    "https://myapplications.dev/cb",
    "https://undefinedapp.example.com/undefined-behaviour",
    "https://app.example.com/null-safety",
    "https://app.example.com/not-null/tenant/host",
    "HTTPS://APP.EXAMPLE.COM/CB",
    "https://app.example.com/$metadata",
    "https://app.example.com/a:b/c",
    "http://127.0.0.1:3000/callback",
    "api",
    "https://app-undefined-x.example.com",
    "https://appnull-x.example.com",
    "https://app.example.com/web-undefined-behaviour",
    "https://app.example.com/:tenant.json",
    "https://app.example.com/a:tenant",
    "https://GHOST/cb",
    "https://HOSTED/cb",
    // Refused by the provider already.
    "https://YOUR_DOMAIN/cb",
  ])("is none: %s", (url) => {
    expect(likelyUrlMistake(url)).toBeUndefined();
  });
});

describe("a name or description", () => {
  test.each([
    "undefined",
    "null",
    "NaN",
    "Client of undefined",
    "undefined web",
    "Web (undefined)",
    "web-undefined",
    "Client of $\u007bapp.clientName}",
    "Client of {{ name }}",
    "Client of {name}",
    "<your app>",
    "YOUR_APP_NAME",
    "Web CHANGEME",
    "TODO",
  ])("is likely a mistake: %s", (text) => {
    expect(likelyTextMistake(text)).toContain("if that is a mistake");
  });

  test.each([
    "Example web",
    "Handles undefined values",
    "Null Island",
    "NaNny",
    "Todo list",
    "Your account",
    "5 < 6 > 4",
    "Xundefined",
    // Refused by the provider already.
    "undefined [object Object]",
    "",
  ])("is none: %s", (text) => {
    expect(likelyTextMistake(text)).toBeUndefined();
  });
});

describe("a template", () => {
  test.each([
    '{"tier": "undefined"}',
    "undefined",
    '{"org": "$\u007borganization}"}',
    '{"tier": "YOUR_TIER"}',
  ])("is likely a mistake: %s", (text) => {
    expect(likelyTemplateMistake(text)).toContain("if that is a mistake");
  });

  test.each([
    '{"email": {{ user.email }} }',
    "{{ user.email }}",
    '{"a": null}',
    "gold",
    "isnull",
    "nullish",
    '"null" [object Object]',
  ])("is none: %s", (text) => {
    expect(likelyTemplateMistake(text)).toBeUndefined();
  });
});
