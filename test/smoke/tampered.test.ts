import { describe, expect, test } from "vitest";
import type { CheckId, SmokeReport } from "../../smoke/src/index.ts";
import { openScene, smoke } from "./_harness.ts";
import { AUTHORIZE, asksFullAccess, at, CASES, noFullAccess } from "./_tampered-cases.ts";
import { tamper } from "./_wire.ts";

describe("smokeTest() w/ a server that says something else", () => {
  test.for(CASES)("$check fails where $name", async (one) => {
    const { check, change, reason, clientType = "first_party", fields = {} } = one;
    const scene = await tamper(await openScene({ clientType, fields }), change);
    const report = await smoke(scene, { only: [check] });
    expect(resultOf(report, check)).toMatchObject({
      outcome: "failed",
      reason: expect.stringMatching(reason),
      advice: expect.stringMatching(/^[A-Z][^\n]{20,}\.$/),
    });
  });

  test.each(["inactive", "", "deleted"])(
    "client-registered fails where the status is %j",
    async (status) => {
      const scene = await openScene();
      const route = `GET /v1/connected_apps/clients/${scene.target.app.clientId}`;
      const tampered = await tamper(scene, at(route, ["connected_app", "status"], status));
      const report = await smoke(tampered, { only: ["client-registered"] });
      expect(resultOf(report, "client-registered")).toMatchObject({
        outcome: "failed",
        reason: `The client's status is ${status}.`,
      });
    },
  );
});

describe("smokeTest() takes for a refusal of full access", () => {
  test.for([
    {
      name: "one that names the scope",
      status: 400,
      body: { error_type: "oauth_invalid_scope_requested" },
      refused: "400 oauth_invalid_scope_requested",
    },
    {
      name: "one that names full access",
      status: 403,
      body: { error_type: "full_access_not_allowed" },
      refused: "403 full_access_not_allowed",
    },
    {
      name: "an error in the redirect",
      status: 200,
      body: { redirect_uri: "https://app.example.com/callback?error=invalid_scope" },
      refused: "by redirect",
    },
  ])("$name", async ({ status, body, refused }) => {
    const scene = await tamper(await openScene({ fields: noFullAccess }), (passing) => {
      if (!asksFullAccess(passing)) return;
      passing.status = status;
      passing.body = { ...body, status_code: status, request_id: "request-id-test-1" };
    });
    const report = await smoke(scene, { only: ["session-exchange-refused"] });
    expect(resultOf(report, "session-exchange-refused")).toMatchObject({
      outcome: "passed",
      evidence: { refused },
    });
  });
});

describe("smokeTest() does not take for a refusal of full access", () => {
  test.for([
    ["another error", "?error=temporarily_unavailable", "redirect: 400 temporarily_unavailable"],
    ["nothing", "", "An authorization for full access gave neither a code nor an error."],
  ] as const)("a redirect with %s", async ([, query, reason]) => {
    const scene = await tamper(await openScene({ fields: noFullAccess }), (passing) => {
      if (!asksFullAccess(passing)) return;
      passing.status = 200;
      passing.body = { redirect_uri: `https://app.example.com/callback${query}` };
    });
    const report = await smoke(scene, { only: ["session-exchange-refused"] });
    expect(resultOf(report, "session-exchange-refused")).toMatchObject({
      outcome: "failed",
      reason,
    });
  });
});

describe("smokeTest() takes for a refusal without PKCE", () => {
  test.for([
    ["invalid_request", "passed"],
    ["temporarily_unavailable", "failed"],
  ])("a redirect with %s: %s", async ([error, outcome]) => {
    const scene = await openScene({ clientType: "first_party_public" });
    const tampered = await tamper(scene, (passing) => {
      if (passing.route !== AUTHORIZE || !/pkce/.test(JSON.stringify(passing.body))) return;
      passing.status = 200;
      passing.body = { redirect_uri: `https://app.example.com/callback?error=${error}` };
    });
    const report = await smoke(tampered, { only: ["authorize-without-pkce-refused"] });
    expect(resultOf(report, "authorize-without-pkce-refused")).toMatchObject({ outcome });
  });
});

function resultOf({ checks }: SmokeReport, id: CheckId) {
  return checks.find((check) => check.id === id);
}
