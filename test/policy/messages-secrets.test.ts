import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../policy/src/index.ts";
import { shownUrl } from "../../policy/src/url/shown-url.ts";
import { checkProperty } from "../_property.ts";
import { app } from "./_client.ts";

/** Begins like no word of the messages, so that a part of it is found as well. */
const SECRET = "q7zx9-hunter2";
const LOUD = {
  all: "mandatory",
  "connected-app-custom-audience": { allowedAudiences: ["https://api.example"] },
  "connected-app-logo-https": { sameSite: true },
};

/** Everything that the rules say about a client with these properties. */
function messagesFor(properties: Record<string, unknown>): string[] {
  const bad = { fullAccessAllowed: true, bypassConsentForOfflineAccess: true };
  const types = ["first_party", "first_party_public", "third_party", "third_party_public"];
  const clients = types.map((clientType) => app({ ...bad, ...properties, clientType }));
  return clients
    .flatMap((client) => [...evaluate([client], LOUD), ...evaluate([client, app()], {})])
    .map(({ message }) => message);
}

/** The first message that leaks a secret. */
function leak(messages: readonly string[]): string | undefined {
  return messages.find((message) => message.toLowerCase().includes("q7zx9"));
}

const WITH_SECRET = [
  `https://user:${SECRET}@a.example/cb`,
  `https://${SECRET}@a.example/cb`,
  `https://${SECRET}:@a.example/cb`,
  `https://user:{${SECRET}}@a.example/cb`,
  `https:user:${SECRET}@a.example/cb`,
  `https:/\\user:${SECRET}@a.example/cb`,
  `https://us\ter:${SECRET}@A.example/cb`,
  `//user:${SECRET}@a.example/cb`,
  `user:${SECRET}@a.example/cb`,
  `myapp://user:${SECRET}@cb`,
  `view-source:https://user:${SECRET}@a.example/cb`,
  `javascript:fetch('https://user:${SECRET}@a.example')`,
  `https://a.example/?next=https://user:${SECRET}@b.example`,
  `https://a.example/?next=https%3A%2F%2Fuser%3A${SECRET}%40b.example`,
  `https://a.example/?next=https%253A%252F%252Fuser%253A${SECRET}%2540b.example`,
  `https://us?er:${SECRET}@a.example`,
  `https://a.example/?https://user:${SECRET}@b.example`,
  `https://a.example/?https:%2F%2Fuser:${SECRET}%40b.example=1`,
  `https://a.example/cb;https:%2F%2Fuser:${SECRET}%40b.example=1`,
  `https://a.example/&:${SECRET}@b.example=//b.example`,
  `https://a.example/go/https%3A%2F%2Fuser%3A${SECRET}%40b.example`,
  `https://a.example/go/https%253A%252F%252Fuser%253A${SECRET}%2540b.example`,
  `https://a.example/?code=${SECRET}`,
  `https://a.example/?state=1&c%6Fde=${SECRET}`,
  `HTTPS://a.example/?access_token=${SECRET}`,
  `https://a.example/#id_token=${SECRET}&x=1`,
  `https://a.example/#/cb?refresh_token=${SECRET}`,
  `https://a.example/?x=1;client_secret=${SECRET}`,
  `https://a.example/?apiKey=a=b${SECRET}`,
  `https://a.example/?password={${SECRET}}`,
];

describe("no message holds", () => {
  it("the client's secret, nor what the program tells only Stytch", () => {
    const messages = messagesFor({
      ...{ clientSecret: SECRET, nextClientSecret: SECRET, clientDescription: SECRET },
      ...{ accessTokenTemplateContent: `{"sub":"${SECRET}"}`, __provider: SECRET },
      idTokenTemplateContent: { email: SECRET },
    });
    expect(messages.length).toBeGreaterThan(5);
    expect(leak(messages)).toBeUndefined();
  });

  it.each(["redirectUrls", "postLogoutRedirectUrls"])("a secret within %s", (property) => {
    for (const url of WITH_SECRET) {
      const messages = messagesFor({ [property]: [url, url] });
      const about = messages.filter((message) => message.startsWith(property));
      expect(about.length, url).toBeGreaterThan(0);
      expect(leak(messages)).toBeUndefined();
    }
  });

  it.each(["logoUrl", "accessTokenCustomAudience"])("a secret within %s", (property) => {
    for (const url of WITH_SECRET) {
      const messages = messagesFor({ [property]: url });
      expect(
        messages.some((message) => message.startsWith(property)),
        url,
      ).toBe(true);
      expect(leak(messages)).toBeUndefined();
    }
  });
});

describe("a name and password in a URL", () => {
  const junk = fc.string({ unit: fc.constantFrom(..."ab:/\\.%{}*&=;\t \u00e4") });
  const url = fc
    .record({
      scheme: fc.constantFrom("https", "HTTP", "myapp", "com.example.app", "view-source:https"),
      slashes: fc.constantFrom("//", "/", "\\\\", "///", "/\t/"),
      name: junk.map((text) => text.replaceAll(/[/\\]/g, "")),
      between: junk.map((text) => text.replaceAll(/[/\\]/g, "")),
      place: fc.constantFrom("a.example", "A.example:443", "localhost", "*", "[::1]", ""),
      path: junk,
      query: junk,
    })
    .map(
      ({ scheme, slashes, name, between, place, path, query }) =>
        `${scheme}:${slashes}${name}:${SECRET}${between}@${place}/${path}?${query}`,
    );

  it("is in no message, whatever the URL looks like", () => {
    checkProperty(
      fc.property(url, (raw) => {
        const messages = messagesFor({ redirectUrls: [raw, raw], logoUrl: raw });
        expect(messages.length).toBeGreaterThan(0);
        expect(leak(messages)).toBeUndefined();
      }),
      60,
    );
  });

  it.each([
    ["https://a.example/cb?tenant=1&x#y", '"https://a.example/cb?tenant=1&x#y"'],
    ["https://a.example/@user/cb", '"https://a.example/@user/cb"'],
    ["https://a.example/?code=&code", '"https://a.example/?code=&code"'],
    ["https://a.example/?code=1&x=2#token=3", '"https://a.example/?code=…&x=2#token=…"'],
    ["https://a.example/me@b.example/cb", '"https://a.example/…@b.example/cb"'],
    ["https://a.example/?me@b.example", '"https://a.example/?…"'],
  ])("is all that is left out: %s is shown as %s", (raw, text) => expect(shownUrl(raw)).toBe(text));

  it("does not keep a suggestion that would quote it", () => {
    const fixOf = (url: string) => messagesFor({ redirectUrls: [url] }).join("\n");
    expect(fixOf("https://A.example/?x=1")).toContain('write "https://a.example/?x=1"');
    expect(fixOf("https://A.example/?code=1")).not.toContain('write "https');
  });
});
