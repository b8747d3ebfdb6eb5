import { describe, expect, test } from "vitest";
import { openScene, type Scene, smoke } from "./_harness.ts";

const bare = (scene: Scene): Scene => {
  const { clientId, clientSecret } = scene.target.app;
  return { ...scene, target: { ...scene.target, app: { clientId, clientSecret } } };
};

const registered = (checks: Awaited<ReturnType<typeof smoke>>["checks"]) =>
  checks.find(({ id }) => id === "client-registered");

describe("client-registered w/ nothing declared", () => {
  test("is skipped and says so, and the other checks go on", async () => {
    const { outcome, checks } = await smoke(bare(await openScene()));
    expect(registered(checks)).toMatchObject({
      outcome: "skipped",
      reason: "the project holds an active client, but nothing was declared to compare it with",
      evidence: { clientType: "first_party", compared: [] },
    });
    expect(outcome).toBe("passed");
    expect(checks.filter((check) => check.outcome === "passed")).toHaveLength(18);
  });

  test("fails all the same where the client is gone", async () => {
    const scene = await openScene();
    await scene.api("DELETE", `/v1/connected_apps/clients/${scene.target.app.clientId}`);
    const { checks } = await smoke(bare(scene));
    expect(registered(checks)).toMatchObject({ outcome: "failed" });
  });
});
