import { describe, expect, test } from "vitest";
import { mediaType, responseText } from "../../../../provider/src/stytch/http/response-text.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("mediaType", () => {
  test.each([
    ["text/html", "text/html"],
    ["text/html; charset=utf-8", "text/html"],
    ["application/vnd.api+json", "application/vnd.api+json"],
    [`${"a".repeat(40)}/${"b".repeat(80)}`, `${"a".repeat(40)}/${"b".repeat(80)}`],
    [`a/${"b".repeat(81)}`, `a/${"b".repeat(80)}`],
    [`${"a".repeat(41)}/b`, undefined],
    [" text/html", undefined],
    ["html", undefined],
    ["", undefined],
    ["text/", undefined],
    ["te xt/html", undefined],
    [undefined, undefined],
    [["text/html"], undefined],
  ])("of %j is %j", (header, expected) => {
    expect(mediaType(header)).toBe(expected);
  });
});

describe("responseText", () => {
  test("joins pieces of any size, whatever characters they cut", () => {
    const text = "ä€😀".repeat(20_000);
    const body = responseText(1_000_000);
    for (let at = 0; at < bytes(text).length; at += 997) {
      expect(body.add(bytes(text).subarray(at, at + 997))).toBeUndefined();
    }
    expect(body.take()).toBe(text);
    expect(body.take()).toBe("");
  });

  test("takes as many bytes as it may, and not one more", () => {
    const body = responseText(100);
    expect(body.add(bytes("x".repeat(100)))).toBeUndefined();
    expect(body.add(bytes("x"))).toBe("the response is larger than 100 bytes.");
    expect(body.take()).toBe("x".repeat(100));
  });
});
