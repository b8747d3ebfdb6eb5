import { readdir } from "node:fs/promises";
import { expect, it } from "vitest";
import { run } from "./_process.ts";
import { testScope } from "./_scope.ts";

it("npm start ends, and leaves neither emulator nor folder, when its reader has seen enough", async () => {
  // Its own folder for temporary files: other tests run the tour at the same time.
  const env = { TMPDIR: await testScope().folder() };
  const command = "npm start 2>/dev/null | sed '/stands for the API/q'";
  const { stdout } = await run("bash", ["-c", command], { env });
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout) ?? [];
  expect(url, stdout).toBeDefined();
  await expect(fetch(`${url}/_emulator/stats`)).rejects.toThrow();
  const left = (await readdir(env.TMPDIR)).filter((name) => name.startsWith("stytch-demo-"));
  expect(left).toEqual([]);
});

it("npm start is coloured where it is asked for colours, as Pulumi is, and shows all lines with --verbose", async () => {
  const env = { FORCE_COLOR: "1", NO_COLOR: "" };
  const { code, stdout, stderr } = await run("npm", ["start", "--", "--verbose"], { env });
  expect(code, stdout + stderr).toBe(0);
  const green = "\u001b[38;5;2m";
  expect(stdout).toContain(`${green}+ 2 created`);
  expect(stdout).toContain("Loading policy packs...: done");
  expect(stdout).toContain("\u001b[36m━━━ 1. The Pulumi engine");
  expect(stdout.split("\n").length).toBeGreaterThan(200);
});
