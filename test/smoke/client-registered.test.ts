import { describe, expect, test } from "vitest";
import type { SmokeTarget } from "../../smoke/src/index.ts";
import { openScene, REDIRECT_URL, smoke } from "./_harness.ts";

type Declared = Partial<SmokeTarget["app"]>;

const LOOPBACK = "http://127.0.0.1:4000/callback";

/** The verdict on a client whose declaration is changed in one place. */
async function judge(change: Declared) {
  const { target, ...scene } = await openScene();
  const app = { ...target.app, ...change };
  const report = await smoke(
    { ...scene, target: { ...target, app } },
    { only: ["client-registered"] },
  );
  return report.checks.find(({ id }) => id === "client-registered");
}

describe("client-registered passes", () => {
  test.for<[string, Declared]>([
    ["URLs in another order", { redirectUrls: [LOOPBACK, REDIRECT_URL] }],
    ["a URL that is declared twice", { redirectUrls: [REDIRECT_URL, LOOPBACK, REDIRECT_URL] }],
    [
      "a template with other spaces",
      { accessTokenTemplateContent: '{\n  "plan":"gold",\t"nested": {"a": [1,   2]}\n}' },
    ],
    ["no template and an empty one", { idTokenTemplateContent: " " }],
    ["no description and an empty one", { clientDescription: "" }],
  ])("%s", async ([_title, change]) => {
    expect(await judge(change)).toMatchObject({ outcome: "passed" });
  });
});

describe("client-registered fails for a difference of", () => {
  test.for<[keyof SmokeTarget["app"], Declared]>([
    ["redirectUrls", { redirectUrls: [REDIRECT_URL] }],
    ["redirectUrls", { redirectUrls: [REDIRECT_URL, "http://127.0.0.1:4001/callback"] }],
    ["postLogoutRedirectUrls", { postLogoutRedirectUrls: [REDIRECT_URL] }],
    ["accessTokenTemplateContent", { accessTokenTemplateContent: '{"plan": "silver"}' }],
    ["accessTokenTemplateContent", { accessTokenTemplateContent: "" }],
    [
      "accessTokenTemplateContent",
      { accessTokenTemplateContent: '{"plan": "go ld", "nested": {"a": [1, 2]}}' },
    ],
    [
      "accessTokenTemplateContent",
      { accessTokenTemplateContent: '{"plan": "gold", "nested": {"a ": [1, 2]}}' },
    ],
    ["idTokenTemplateContent", { idTokenTemplateContent: '{"plan": "gold"}' }],
    ["clientName", { clientName: "Smoke-tested " }],
    ["clientDescription", { clientDescription: "{}" }],
    ["fullAccessAllowed", { fullAccessAllowed: false }],
    ["accessTokenExpiryMinutes", { accessTokenExpiryMinutes: 31 }],
    ["logoUrl", { logoUrl: "https://app.example.com/logo.png" }],
  ])("%s %j", async ([field, change]) => {
    expect(await judge(change)).toMatchObject({
      outcome: "failed",
      reason: `The project holds other values than declared for ${field}.`,
    });
  });
});
