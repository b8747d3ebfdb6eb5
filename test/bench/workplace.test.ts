import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { OURS } from "../../bench/contenders/contender.ts";
import { layOut } from "../../bench/contenders/workplace.ts";
import { ENGINE_VERSION } from "../../tools/pulumi/src/index.ts";

const ENGINE = {
  root: "/cache/x",
  version: ENGINE_VERSION,
  origin: "cache",
  command: "/cache/x/bin/pulumi",
} as const;

it.each([
  [{}, "100"],
  [{ GOGC: "400" }, "400"],
])("a contender's engine collects garbage as users have it, but for %j", async (env, expected) => {
  const folder = await mkdtemp(join(tmpdir(), "stytch-bench-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const place = await layOut(folder, OURS, 1, ENGINE, env);
  expect(place.env.GOGC).toBe(expected);
});
