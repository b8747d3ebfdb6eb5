import { describe, expect, it } from "vitest";
import { matches, matchesApp } from "../../policy/src/pattern.ts";
import { app } from "./_client.ts";

describe("matches()", () => {
  it.each([
    ["web", "web"],
    ["*", ""],
    ["*", "anything"],
    ["web-*", "web-"],
    ["web-*", "web-eu"],
    ["*-eu", "web-eu"],
    ["w*b*u", "web-beu"],
    ["a*a", "aa"],
    ["a.c", "a.c"],
  ])("%s means %s", (pattern, text) => expect(matches(pattern, text)).toBe(true));

  it.each([
    ["web", "web2"],
    ["", "web"],
    ["web-*", "web"],
    ["*-eu", "web-us"],
    ["a*a", "a"],
    ["a*b*c", "ac"],
    ["a*bc*c", "abc"],
    ["a.c", "abc"],
  ])("%s does not mean %s", (pattern, text) => expect(matches(pattern, text)).toBe(false));

  it("takes linear time", () => {
    expect(matches(`${"a*".repeat(2_000)}b`, "a".repeat(100_000))).toBe(false);
  });
});

describe("matchesApp()", () => {
  it("compares with the URN if the pattern begins with urn:, else with the name", () => {
    const client = app({}, { name: "web" });
    expect(matchesApp("web", client)).toBe(true);
    expect(matchesApp("urn:pulumi:prod::*::web", client)).toBe(true);
    expect(matchesApp("urn:pulumi:dev::*", client)).toBe(false);
    expect(matchesApp("*::web", client)).toBe(false);
  });
});
