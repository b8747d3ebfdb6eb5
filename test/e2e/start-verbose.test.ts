import { expect, it } from "vitest";
import { run } from "./_process.ts";

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
