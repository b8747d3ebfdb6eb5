import { beforeAll, describe, expect, test } from "vitest";
import { buildCli, environmentOf, outputsOf, runCli, startCli } from "./_cli.ts";
import { complaints, smoke } from "./_harness.ts";
import { watchScene } from "./_state.ts";

beforeAll(buildCli);

const VERTICALS = ["consumer", "b2b"] as const;
const HOUR_MS = 3_600_000;

describe("smokeTest() removes what killed runs left", () => {
  test.for(VERTICALS)("w/ a run that was killed by SIGKILL (%s)", async (vertical) => {
    const scene = await watchScene({ vertical });
    const before = scene.livingThings();
    const root = vertical === "consumer" ? "/v1" : "/v1/b2b";
    const route = `POST ${root}/idp/oauth/authorize/start`;
    await scene.control("PUT", "/faults", [{ route, latencyMs: 600_000 }]);
    const args = ["--outputs", "-", "--temporary-subject"];
    const wish = { env: environmentOf(scene), input: JSON.stringify(outputsOf(scene)) };
    const running = startCli(args, wish);
    await expect
      .poll(() => scene.livingThings().sessions, { interval: 20, timeout: 15_000 })
      .toHaveLength(1);
    running.process.kill("SIGKILL");
    await running.finished;
    expect(running.process.signalCode).toBe("SIGKILL");
    const left = scene.livingThings();
    expect(scene.names()).toEqual([expect.stringMatching(/^stytch-smoke[+-]/)]);
    await scene.control("PUT", "/faults", []);

    // The killed run might still go on, for all that the next one knows.
    expect(await runCli(args, wish)).toMatchObject({ code: 0 });
    expect(scene.livingThings()).toMatchObject({
      users: left.users,
      organizations: left.organizations,
      members: left.members,
      sessions: left.sessions,
    });

    const report = await smoke(scene, {}, { now: () => Date.now() + HOUR_MS });
    expect(complaints(report)).toEqual([]);
    expect(report.checks.find(({ id }) => id === "subject")?.evidence.leftovers).toBe(1);
    expect(scene.livingThings()).toEqual(before);
  });
});
