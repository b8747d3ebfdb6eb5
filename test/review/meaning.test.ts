import { describe, expect, it } from "vitest";
import { meaningOf, surroundingsOf } from "../../review/src/meaning/index.ts";
import { changeOf, clientWith } from "./_changes.ts";

const CALLBACK = "https://app.example.com/callback";

type Fields = Readonly<Record<string, unknown>>;

function meaningsOf(before: Fields, after: Fields): string[] {
  const change = changeOf(clientWith(before), clientWith(after));
  return meaningOf(change, surroundingsOf([change])).map(({ id }) => id);
}

describe("redirects", () => {
  it("that begin alike for as long as a message shows are not taken for each other", () => {
    const long = `https://app.example.com/${"a".repeat(200)}`;
    const before = [`${long}/one`, "https://APP.example.com/x"];
    const after = ["https://app.example.com/x"];
    expect(meaningsOf({ redirectUrls: before }, { redirectUrls: after })).toEqual([
      "redirect-removed",
      "redirect-respelled",
    ]);
  });

  it("in hostile numbers and lengths are judged", () => {
    const many = Array.from({ length: 3_000 }, (_, at) => `https://h${at}.example.com/${at}`);
    const more = many.map((url) => `${url}/other`);
    const said = meaningsOf({ redirectUrls: many }, { redirectUrls: [...many, ...more] });
    expect(new Set(said)).toEqual(new Set(["redirect-url"]));
    expect(said).toHaveLength(3_000);
    const long = `https://${"*.".repeat(50_000)}example.com/`;
    expect(meaningsOf({ redirectUrls: [CALLBACK] }, { redirectUrls: [CALLBACK, long] })).toContain(
      "redirect-wildcard",
    );
  });
});

describe("templates", () => {
  it("of hostile lengths are judged", () => {
    const braces = "{{".repeat(50_000);
    expect(meaningsOf({}, { idTokenTemplateContent: braces })).toEqual(["template-unreadable"]);
    const claims = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`c${at}`, "x"]));
    const said = meaningsOf({}, { idTokenTemplateContent: JSON.stringify(claims) });
    expect(said).toHaveLength(3_000);
  });
});
