import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyzeUrl } from "../../../policy/src/url/analyze.ts";
import { checkProperty } from "../../_property.ts";

/** Pieces that URLs, and attacks by them, are made of. */
const PIECES = [
  ..."/\\:?#@[]{}*%.&=;$ \t\n\0",
  ...["https:", "http://", "com.example.app:", "javascript:", "//", "..", "%2e", "%2F", "%25"],
  ...["%41", "%zz", "%c3%a9", "é", "а", "ａ", "。", "\u200b", "\u202e", "\u0301", "xn--", "\ud800"],
  ...["localhost", "127.0.0.1", "0x7f.1", "[::1]", "[::ffff:", "example.com", "vercel.app", "user"],
  ...[":443", ":0080", "file:", "C|", "&#106;", "view-source:", "a", "Z", "9"],
];

const assembled = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 24 })
  .map((all) => all.join(""));
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  assembled,
  assembled.map((text) => `https://${text}`),
  assembled.map((text) => `https://a.example/${text}`),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
);

describe("analyzeUrl()", () => {
  it("never throws, and returns the same result twice", () => {
    checkProperty(
      fc.property(anyText, (raw) => {
        expect(analyzeUrl(raw)).toEqual(analyzeUrl(raw));
      }),
      2000,
    );
  });

  it("has a canonical form that is canonical", () => {
    checkProperty(
      fc.property(anyText, (raw) => {
        const { canonical } = analyzeUrl(raw);
        if (canonical === undefined) return;
        const again = analyzeUrl(canonical);
        expect([again.canonical, again.deviations]).toEqual([canonical, []]);
      }),
      5000,
    );
  });

  it("finds the host that a browser would go to", () => {
    checkProperty(
      fc.property(anyText, (raw) => {
        const url = URL.parse(raw);
        if (!url || !/^(?:https?|wss?|ftp):$/.test(url.protocol)) return;
        const { scheme, host } = analyzeUrl(raw);
        expect(`${scheme}:`).toBe(url.protocol);
        expect(host?.name).toBe(url.hostname.replace(/\.$/, ""));
      }),
      5000,
    );
  });

  it("sees a user name, a fragment and a query where a browser sees them", () => {
    checkProperty(
      fc.property(anyText, (raw) => {
        const url = URL.parse(raw);
        if (!url || !/^https?:$/.test(url.protocol)) return;
        const { parts, query } = analyzeUrl(raw);
        if (url.username || url.password) expect(parts.userinfo).toBeDefined();
        if (url.hash) expect(parts.fragment).toBeDefined();
        expect(query.map(({ name }) => name)).toEqual([...url.searchParams.keys()]);
      }),
      3000,
    );
  });

  it.each(PIECES)("takes linear time for many of %j", (piece) => {
    for (const before of ["", "https://", "https://a.example/?", "javascript"]) {
      const text = before + piece.repeat(20_000 / piece.length);
      const start = performance.now();
      analyzeUrl(text);
      // Quadratic work on 20,000 characters takes seconds.
      expect(performance.now() - start).toBeLessThan(500);
    }
  });
});
