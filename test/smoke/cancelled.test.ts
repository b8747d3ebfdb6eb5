import { describe, expect, test } from "vitest";
import { z } from "zod";
import { CHECK_IDS, type SmokeProgress } from "../../smoke/src/index.ts";
import { type Scene, smoke } from "./_harness.ts";
import { makePerson, SUBJECTS } from "./_people.ts";
import { watchScene } from "./_state.ts";

const VERTICALS = ["consumer", "b2b"] as const;

describe("smokeTest() cleans up", () => {
  test.for(CHECK_IDS)("when cancelled as %s begins", async (id) => {
    for (const vertical of VERTICALS) {
      for (const temporarySubject of [true, false]) {
        const scene = await watchScene({ vertical, clientType: "first_party_public" });
        const person = await makePerson(scene);
        const before = scene.livingThings();
        const controller = new AbortController();
        const report = await smoke(scene, {
          ...(temporarySubject ? {} : { subject: SUBJECTS.password(person) }),
          signal: controller.signal,
          onProgress: (progress) => {
            if (isStart(progress, id)) controller.abort();
          },
        });
        if (report.checks.some((check) => check.id === id && check.outcome !== "skipped")) {
          expect(report).toMatchObject({ outcome: "stopped", stopped: "the run was cancelled" });
        }
        expect(report.cleanup.notDone).toEqual([]);
        expect(scene.livingThings()).toEqual(before);
      }
    }
  });

  test.for([
    ["consumer", "POST /v1/passwords"],
    ["b2b", "POST /v1/b2b/organizations"],
    ["b2b", "POST /v1/b2b/passwords/authenticate"],
    ["consumer", "POST /v1/idp/oauth/authorize"],
    ["b2b", "POST /v1/b2b/sessions/exchange_access_token"],
    ["consumer", "POST /v1/oauth2/token"],
  ] as const)("when cancelled while the %s server is at %s", async ([vertical, route]) => {
    const scene = await watchScene({ vertical });
    const before = scene.livingThings();
    await scene.control("PUT", "/faults", [{ route, latencyMs: 150 }]);
    const controller = new AbortController();
    const running = smoke(scene, { signal: controller.signal });
    await untilStruck(scene);
    controller.abort();
    const report = await running;
    expect(report.outcome).toBe("stopped");
    expect(report.cleanup.notDone).toEqual([]);
    expect(scene.livingThings()).toEqual(before);
  });
});

function isStart(progress: SmokeProgress, id: string): boolean {
  return progress.type === "started" && progress.id === id;
}

const faultsSchema = z.object({ faults: z.array(z.object({ fired: z.number() })) });

async function untilStruck(scene: Scene): Promise<void> {
  const fired = async () =>
    faultsSchema.parse(await scene.control("GET", "/faults")).faults[0]?.fired;
  await expect.poll(fired, { interval: 5, timeout: 15_000 }).toBe(1);
}
