import { describe, expect, it } from "vitest";
import { evaluate } from "../../policy/src/index.ts";
import { app } from "./_client.ts";
import { run } from "./_policies.ts";

const HIDDEN = "[secret]";

/** Policy, level and message of all that is said, the same through pack and library. */
function report(properties: Record<string, unknown>, settings: object = {}) {
  const configuration = { "connected-apps": { ...settings } };
  const findings = evaluate([app(properties)], configuration);
  const { reported } = run([app(properties)], configuration);
  expect(reported.map(({ policy, level }) => [policy, level])).toEqual(
    findings.map(({ rule, level = "mandatory" }) => [rule, level]),
  );
  return findings.map(({ rule, level, message }) => `${level} ${rule} ${message}`);
}

describe("a state whose secrets cannot be decrypted", () => {
  it.each([
    "redirectUrls",
    "postLogoutRedirectUrls",
    "fullAccessAllowed",
    "accessTokenExpiryMinutes",
    "accessTokenCustomAudience",
    "accessTokenTemplateContent",
    "clientType",
  ])("says once that %s was not judged, and nothing that is not so", (property) => {
    const said = report({ [property]: HIDDEN });
    expect(said).toEqual([
      expect.stringMatching(
        `^advisory connected-apps ${property} is a secret that could not be dec`,
      ),
    ]);
  });

  it.each(["logoUrl", "clientName", "clientDescription"])(
    "reports nothing about %s",
    (property) => {
      expect(report({ [property]: HIDDEN })).toEqual([]);
    },
  );

  it("stops with failOnUnknown", () => {
    expect(report({ redirectUrls: HIDDEN }, { failOnUnknown: true })).toEqual([
      expect.stringMatching(/^mandatory connected-apps redirectUrls is a secret/),
    ]);
  });

  it("hides no readable value next to them", () => {
    const said = report({ redirectUrls: [HIDDEN, "https://*.acme.dev/cb"], clientType: HIDDEN });
    expect(said).toEqual([
      expect.stringMatching(/^advisory connected-apps clientType is a secret/),
      expect.stringMatching(/^advisory connected-apps redirectUrls is a secret/),
      expect.stringMatching(/connected-app-redirect-no-wildcard redirectUrls\[1\] is/),
    ]);
  });

  it("is not a shared audience", () => {
    const own = app(
      { accessTokenCustomAudience: HIDDEN },
      { name: "own", urn: "urn:a::b::c::own" },
    );
    const rules = evaluate([own, app({ accessTokenCustomAudience: HIDDEN })]).map(
      ({ rule }) => rule,
    );
    expect(new Set(rules)).toEqual(new Set(["connected-apps"]));
  });
});

describe("an input of a wrong form", () => {
  it.each([
    ["redirectUrls", "https://a.example", "a list"],
    ["postLogoutRedirectUrls", { a: 1 }, "a list"],
    ["fullAccessAllowed", "true", "true or false"],
    ["bypassConsentForOfflineAccess", 1, "true or false"],
  ])("counts as not known, and that is said: %s of %j", (property, value, words) => {
    expect(report({ [property]: value })).toContainEqual(
      expect.stringMatching(
        `^advisory connected-apps ${property} is .* where ${words} is expected`,
      ),
    );
  });
});
