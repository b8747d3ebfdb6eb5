import { describe, expect, test } from "vitest";
import { complaints, type Scene, smoke } from "./_harness.ts";
import { watchScene } from "./_state.ts";

const VERTICALS = ["consumer", "b2b"] as const;
const HOUR_MS = 3_600_000;

const secondsToMark = (ms: number) => Math.ceil(ms / 1000).toString(36);

/** Makes a user with an e-mail address of a name, or an organization with it as its slug. */
async function make(scene: Scene, name: string): Promise<string> {
  if (scene.vertical === "consumer") {
    const email = `${name}@example.com`;
    await scene.api("POST", "/v1/users", { email });
    return email;
  }
  const body = { organization_name: name, organization_slug: name };
  await scene.api("POST", "/v1/b2b/organizations", body);
  return name;
}

describe("smokeTest() removes what killed runs left", () => {
  test.for(VERTICALS)(
    "but nothing of runs that may go on, nor of others (%s)",
    async (vertical) => {
      const scene = await watchScene({ vertical });
      const joint = vertical === "consumer" ? "+" : "-";
      await make(scene, `stytch-smoke${joint}${secondsToMark(Date.now() - 1000)}-0123abcd`);
      const alive = `stytch-smoke${joint}${secondsToMark(Date.now() + HOUR_MS)}-0123abcd`;
      const kept = [await make(scene, alive), await make(scene, "stytch-smoke-testers")];
      const report = await smoke(scene);
      expect(complaints(report)).toEqual([]);
      expect(report.checks.find(({ id }) => id === "subject")?.evidence.leftovers).toBe(1);
      expect(scene.names()).toEqual(kept);
    },
  );

  test("unless the search is refused, which is not a failure", async () => {
    const scene = await watchScene();
    const route = "POST /v1/users/search";
    await scene.control("PUT", "/faults", [{ route, status: 403 }]);
    const report = await smoke(scene);
    expect(report.outcome).toBe("passed");
    expect(report.checks.find(({ id }) => id === "subject")?.evidence.leftovers).toMatch(/403/);
  });
});
