import { beforeAll, describe, expect, test } from "vitest";
import { buildCli, environmentOf, outputsOf, startCli } from "./_cli.ts";
import { watchScene } from "./_state.ts";

beforeAll(buildCli);

describe("stytch-smoke", () => {
  test("goes to its end and cleans up when no one reads on", async () => {
    const scene = await watchScene();
    const before = scene.livingThings();
    const running = startCli(["--outputs", "-", "--temporary-subject"], {
      env: environmentOf(scene),
      input: JSON.stringify(outputsOf(scene)),
    });
    running.process.stdout?.destroy();
    expect(await running.finished).toMatchObject({ code: 0, stderr: "" });
    expect(scene.livingThings()).toEqual(before);
  });

  test("cleans up first when interrupted: exit code 2", async () => {
    const scene = await watchScene({ vertical: "b2b" });
    const before = scene.livingThings();
    const route = "POST /v1/b2b/idp/oauth/authorize/start";
    await scene.control("PUT", "/faults", [{ route, latencyMs: 600_000 }]);
    const running = startCli(["--outputs", "-", "--temporary-subject"], {
      env: environmentOf(scene),
      input: JSON.stringify(outputsOf(scene)),
    });
    await expect
      .poll(() => scene.livingThings().members, { interval: 20, timeout: 15_000 })
      .toHaveLength(1);
    await expect
      .poll(() => scene.livingThings().sessions, { interval: 20, timeout: 15_000 })
      .toHaveLength(1);
    running.process.kill("SIGINT");
    const { code, stdout, stderr } = await running.finished;
    expect(code).toBe(2);
    expect(stderr).toMatch(/cancelled; cleaning up/);
    expect(stdout).toMatch(/^stopped: /m);
    expect(scene.livingThings()).toEqual(before);
  });
});
