import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import manifest from "../../policy/package.json" with { type: "json" };
import { REPOSITORY, run } from "../e2e/_process.ts";

const policy = (...args: string[]) =>
  run(process.execPath, [join(REPOSITORY, "policy/dist/src/cli.js"), ...args]);

async function file(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "stytch-policy-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "policy.json");
  await writeFile(path, text);
  return path;
}

test("reports no problems in a correct file, and exits with 0", async () => {
  const path = await file('{ "connected-apps": { "profile": "strict" } }');
  expect(await policy("check-config", path)).toMatchObject({
    code: 0,
    stdout: `${path}: no problems found.\n`,
    stderr: "",
  });
});

test("names what is wrong with a file, and ends with 1", async () => {
  const path = await file('{ "connected-apps": { "profil": "strict" } }');
  const { code, stdout, stderr } = await policy("check-config", path);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(`${path}: line 1: connected-apps: profil is not a parameter.`);
});

test.each([
  [[], "the command is missing; see stytch-connected-apps-policy --help"],
  [["chek-config"], "chek-config: no such command; see stytch-connected-apps-policy --help"],
  [["check-config"], "check-config: the file is missing; pass its name"],
  [["check-config", "a.json", "b.json"], "b.json: one file at a time; remove the others"],
  [
    ["check-config", "no-such.json"],
    "no-such.json cannot be read (ENOENT); correct the name, or the file's permissions",
  ],
])("%j: says what is wrong with the command line, and ends with 2", async (args, message) => {
  expect(await policy(...args)).toMatchObject({
    code: 2,
    stdout: "",
    stderr: `stytch-connected-apps-policy: ${message}\n`,
  });
});

test.each([
  ["--help", "Usage: stytch-connected-apps-policy check-config FILE"],
  ["--version", manifest.version],
])("%s prints on the standard output, and ends with 0", async (option, text) => {
  const { code, stdout, stderr } = await policy(option);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(text);
});
