import { describe, expect, it } from "vitest";
import { logoHttps } from "../../../policy/src/rules/logo-https.ts";
import { app } from "../_client.ts";

const check = (logoUrl: unknown, redirectUrls: unknown, sameSite = false) =>
  logoHttps.check(app({ logoUrl, redirectUrls }), logoHttps.config.parse({ sameSite }));

const REDIRECTS = ["https://login.app.example.com/cb", "https://shop.vercel.app/cb"];

describe("connected-app-logo-https", () => {
  it.each([
    "http://a.example/l.png",
    "data:image/png;base64,xx",
    "//a.example/l.png",
    "https://",
    "x",
  ])("is violated by %s", (url) => expect(check(url, [])).toMatchObject([{ property: "logoUrl" }]));

  it.each(["https://a.example/l.png", "HTTPS://a.example/l.png", "", undefined, null, 7])(
    "is kept by %j",
    (url) => expect(check(url, REDIRECTS)).toEqual([]),
  );

  it.each(["https://cdn.example.com/l", "https://example.com/l", "https://shop.vercel.app/l"])(
    "is kept by %s with sameSite",
    (url) => expect(check(url, REDIRECTS, true)).toEqual([]),
  );

  it.each([
    "https://cdn.example/l",
    "https://example.com.evil.example/l",
    "https://x.vercel.app/l",
  ])("is violated by %s with sameSite", (url) =>
    expect(check(url, REDIRECTS, true)).toMatchObject([{ property: "logoUrl" }]),
  );

  it("has no site to be on w/o redirect URLs", () => {
    expect(check("https://a.example/l", undefined, true)).toHaveLength(1);
    expect(check("https://a.example/l", [7], true)).toHaveLength(1);
  });
});
