import { describe, expect, test } from "vitest";
import { z } from "zod";
import { complaints, openScene, type Scene, smoke } from "./_harness.ts";
import { watchScene } from "./_state.ts";

const VERTICALS = ["consumer", "b2b"] as const;

/** One stumble, after which the server is well again. */
const STUMBLES = [
  { status: 429 },
  { status: 502 },
  { drop: "before" },
  { drop: "after" },
  { body: "truncated" },
  { body: "malformed" },
] as const;

const statsSchema = z.object({ requests: z.record(z.string(), z.number()) });

const requestsOf = async (scene: Scene) =>
  statsSchema.parse(await scene.control("GET", "/stats")).requests;

const faultsSchema = z.object({ faults: z.array(z.object({ fired: z.number() })) });

const strikesOf = async (scene: Scene) => {
  const { faults } = faultsSchema.parse(await scene.control("GET", "/faults"));
  return faults.reduce((sum, { fired }) => sum + fired, 0);
};

describe("smokeTest() gets over a stumble", () => {
  const cases = VERTICALS.flatMap((vertical) => STUMBLES.map((stumble) => ({ vertical, stumble })));

  test.for(cases)("at all routes of a $vertical run w/ $stumble", async ({ vertical, stumble }) => {
    const scene = await watchScene({ vertical, clientType: "first_party_public" });
    const before = scene.livingThings();
    expect(complaints(await smoke(scene))).toEqual([]);
    const routes = Object.keys(await requestsOf(scene));
    expect(routes.length).toBeGreaterThan(15);

    const faults = routes.map((route) => ({ route, ...stumble }));
    await scene.control("PUT", "/faults", faults);
    const report = await smoke(scene, { retries: 6 });
    expect(complaints(report)).toEqual([]);
    expect(report.outcome).toBe("passed");
    expect(report.cleanup.notDone).toEqual([]);
    expect(scene.livingThings()).toEqual(before);
    expect(await strikesOf(scene)).toBe(routes.length);
  });

  test.for(VERTICALS)(
    "at each route alone of a %s run, with the usual retries",
    async (vertical) => {
      const plain = await openScene({ vertical });
      await smoke(plain);
      for (const route of Object.keys(await requestsOf(plain))) {
        const scene = await watchScene({ vertical });
        const before = scene.livingThings();
        await scene.control("PUT", "/faults", [{ route, drop: "after" }]);
        const report = await smoke(scene);
        expect(complaints(report), route).toEqual([]);
        expect(report.cleanup.notDone, route).toEqual([]);
        expect(scene.livingThings(), route).toEqual(before);
      }
    },
  );

  test("at the second and the third request of each route", async () => {
    for (const route of ["POST /v1/oauth2/token", "POST /v1/sessions/exchange_access_token"]) {
      for (const after of [1, 2, 3, 4, 5]) {
        const scene = await openScene({ clientType: "first_party_public" });
        await scene.control("PUT", "/faults", [{ route, after, drop: "after" }]);
        const report = await smoke(scene);
        expect(complaints(report), `${route} ${after}`).toEqual([]);
      }
    }
  });
});
