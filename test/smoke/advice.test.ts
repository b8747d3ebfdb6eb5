import { describe, expect, test } from "vitest";
import { failuresOf, openScene, smoke } from "./_harness.ts";

const VERTICALS = ["consumer", "b2b"] as const;

describe("the advice where no scope can be granted", () => {
  test.for(VERTICALS)(
    "names flag, values and the command that shows them (%s)",
    async (vertical) => {
      const scene = await openScene({ vertical });
      await scene.control("PUT", "/misbehaviours", ["scope_not_grantable"]);
      const [failure] = failuresOf(await smoke(scene));
      const path = `${scene.url}/v1/connected_apps/clients/${scene.target.app.clientId}`;
      expect(failure?.advice).toContain("full_access_allowed must be true");
      expect(failure?.advice).toContain("the project said true and first_party");
      expect(failure?.advice).toContain(`curl -u "$STYTCH_PROJECT_ID:$STYTCH_SECRET" '${path}'`);
      expect(failure?.advice?.includes("first_party_connected_apps_allowed_type ALL_ALLOWED")).toBe(
        vertical === "b2b",
      );
      expect(/organizations\/organization-test-[\w-]+'/.test(failure?.advice ?? "")).toBe(
        vertical === "b2b",
      );
    },
  );

  test("speaks of no flag for scopes that depend on none", async () => {
    const scene = await openScene({ clientType: "third_party" });
    await scene.control("PUT", "/misbehaviours", ["scope_not_grantable"]);
    const [failure] = failuresOf(await smoke(scene));
    expect(failure?.advice).toBe(
      "No setting of a client keeps it from openid and offline_access: ask Stytch.",
    );
  });
});

test("the advice where consent is not asked for names what the project said", async () => {
  const scene = await openScene({ clientType: "third_party" });
  await scene.control("PUT", "/misbehaviours", ["consent_never_required"]);
  const [failure] = failuresOf(await smoke(scene));
  expect(failure?.advice).toContain(
    "The project said bypass_consent_for_offline_access: false and client_type: third_party;",
  );
  expect(failure?.advice).toContain(`/clients/${scene.target.app.clientId}'`);
});

test("the advice on a session of another length names the option and its value", async () => {
  const scene = await openScene();
  await scene.control("PUT", "/misbehaviours", ["wrong_session_duration"]);
  const [failure] = failuresOf(await smoke(scene));
  expect(failure?.advice).toContain("--session-minutes, sessionDurationMinutes; it was 5");
});
