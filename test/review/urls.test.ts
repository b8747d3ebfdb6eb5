import { describe, expect, it } from "vitest";
import { knownSites } from "../../review/src/meaning/known-sites.ts";
import { knownUrls } from "../../review/src/meaning/known-urls.ts";
import { judgeUrl } from "../../review/src/meaning/urls.ts";

/** What a URL means that is added to others, and which of those is meant. */
function judged(raw: string, ...own: string[]): [meaning: string, other: string | undefined] {
  const surroundings = { sites: knownSites(own), clientType: "first_party" };
  const { meaning, other } = judgeUrl(raw, knownUrls(own, [], surroundings));
  return [meaning, other];
}

describe("a URL with wildcards", () => {
  const CALLBACK = "https://app.example.com/a/b/callback";

  it.each([
    "https://*.example.com/a/b/callback",
    "https://*.example.com/*/callback",
    "https://*.example.com/*/b/*",
    "https://*.example.com/*/*/callback",
    "https://app.example.com/*",
  ])("widens what it matches: %s", (raw) => {
    expect(judged(raw, CALLBACK)).toEqual(["widened", CALLBACK]);
  });

  it.each([
    "https://*.example.org/a/b/callback",
    "https://*.example.com/*/c/*",
    "https://*.example.com/*/b/*/callback",
    "https://*.example.com/*/callback/*/callback",
    "https://app.example.com/b/*",
    "https://*.example.com/*/elsewhere",
  ])("has wildcards alone, where it matches none: %s", (raw) => {
    expect(judged(raw, CALLBACK)).toEqual(["wildcard", undefined]);
  });

  it("widens the domain below which it matches, and not itself", () => {
    const domain = "https://example.com/callback";
    expect(judged("https://*.example.com/callback", domain)).toEqual(["widened", domain]);
    const itself = "https://*.example.com/callback";
    expect(judged(itself, itself)).toEqual(["wildcard", undefined]);
  });

  it("that are encoded matches none for certain", () => {
    const encoded = "https://%2a.example.com/";
    expect(judged(encoded, `${encoded}callback`)).toEqual(["wildcard", undefined]);
  });

  it("names the first in order that it matches", () => {
    const others = ["https://other.org/", "https://b.example.com/cb", "https://a.example.com/cb"];
    expect(judged("https://*.example.com/cb", ...others)[1]).toBe("https://b.example.com/cb");
  });
});

describe("a URL that takes the place of another", () => {
  const replaced = (raw: string, former: string) => {
    const surroundings = { sites: knownSites([former]), clientType: "first_party_public" };
    return judgeUrl(raw, knownUrls([former], [former], surroundings));
  };

  it("is widened without TLS, and respelled where it is the same for a browser", () => {
    const former = "https://app.example.com/";
    expect(replaced("http://app.example.com/", former)).toMatchObject({
      meaning: "widened",
      other: former,
    });
    expect(replaced("HTTP://app.example.com/", former).meaning).toBe("widened");
    expect(replaced("http://app.example.com/a", former).meaning).toBe("http");
    expect(replaced("https://app.example.com", former)).toMatchObject({
      meaning: "respelled",
      other: former,
    });
  });

  it("runs content, or leads to the user's own machine", () => {
    const former = "https://app.example.com/";
    expect(replaced("javascript:alert(1)", former).meaning).toBe("dangerous-scheme");
    expect(replaced("data:text/html,a", former).meaning).toBe("dangerous-scheme");
    expect(replaced("http://127.0.0.1:8080/", former).meaning).toBe("loopback-public");
    expect(judged("http://127.0.0.1:8080/", former)).toEqual(["loopback", undefined]);
    expect(replaced("http://0x7f.1/", former).meaning).toBe("ambiguous");
  });
});

describe("a URL that is new to a client", () => {
  it("of another host of a site, or at the same, is told apart from one of another site", () => {
    const own = "https://app.example.com/callback";
    expect(judged("https://app.example.com/other", own)).toEqual(["url", undefined]);
    expect(judged("https://login.example.com/", own)).toEqual(["subdomain", undefined]);
    expect(judged("https://login.example.net/", own)).toEqual(["host", undefined]);
    expect(judged("https://203.0.113.7/", own)).toEqual(["host", undefined]);
    expect(judged("https://203.0.113.7/", "https://203.0.113.7/a")).toEqual(["url", undefined]);
    expect(judged("relative/path", own)).toEqual(["host", undefined]);
    expect(judged("https://", own)).toEqual(["host", undefined]);
  });

  it("that looks like one of the client, or is ambiguous too, looks like that one first", () => {
    const own = "https://app.example.com/callback";
    expect(judged("https://app.examp1e.com/callback", own)).toEqual(["lookalike", own]);
    expect(judged("https://app.example.com\u200b.evil.com/", own)).toEqual(["lookalike", own]);
    expect(judged("https:\\\\app.example.com/callback", own)).toEqual(["ambiguous", undefined]);
  });

  it("opens an app by a scheme that the client has not, or has", () => {
    const own = "com.example.app://callback";
    expect(judged("com.example.app://other", own)).toEqual(["url", undefined]);
    expect(judged("com.example.other://callback", own)).toEqual(["scheme", undefined]);
    expect(judged("com.example.other://localhost", own)).toEqual(["scheme", undefined]);
  });
});
