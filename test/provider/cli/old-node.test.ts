import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import emulatorManifest from "../../../emulator/package.json" with { type: "json" };
import { nodeProblem as emulatorProblem } from "../../../emulator/src/node-version.ts";
import policyManifest from "../../../policy/package.json" with { type: "json" };
import { nodeProblem as policyProblem } from "../../../policy/src/node-version.ts";
import manifest from "../../../provider/package.json" with { type: "json" };
import { nodeProblem } from "../../../provider/src/node-version.ts";
import smokeManifest from "../../../smoke/package.json" with { type: "json" };
import { nodeProblem as smokeProblem } from "../../../smoke/src/node-version.ts";
import { REPOSITORY, run } from "../../e2e/_process.ts";

describe.each([
  [manifest, nodeProblem],
  [policyManifest, policyProblem],
  [smokeManifest, smokeProblem],
  [emulatorManifest, emulatorProblem],
] as const)("$name", ({ name, engines }, problem) => {
  test("names itself and the version of its engines", () => {
    expect(problem("20.20.2")).toContain(`${name} needs Node.js ${engines.node.slice(2)}`);
  });

  test.each(["4.9.1", "18.20.0", "20.20.2", "22.9.0", "22.18.0"])("refuses %s", (version) => {
    expect(problem(version)).toContain(version);
  });

  test.each(["22.19.0", "22.20.1", "24.0.0", "24.0.0-nightly", "100.0.0"])(
    "takes %s",
    (version) => {
      expect(problem(version)).toBeUndefined();
    },
  );
});

/** A file that makes this Node.js say that it is an old one. */
async function pretence(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "stytch-node-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "old.cjs");
  await writeFile(file, 'Object.defineProperty(process.versions, "node", { value: "20.20.2" });\n');
  return file;
}

test.each([
  "provider/bin/stytch-connected-apps.js",
  "policy/bin/stytch-connected-apps-policy.js",
  "smoke/bin/stytch-smoke.js",
  "emulator/bin/stytch-emulator.js",
])(
  "the command %s says the version on one line before it does anything, and ends with 2",
  async (path) => {
    const command = join(REPOSITORY, path);
    const { code, stdout, stderr } = await run(process.execPath, [
      ...["--require", await pretence()],
      ...[command, "--help"],
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^\S+ needs Node\.js 22\.19\.0 or newer[^\n]+\n$/);
    expect(stderr.split("\n")).toHaveLength(2);
  },
);

test.each([
  "provider/dist/index.js",
  "provider/dist/engine/index.js",
  "policy/dist/index.js",
  "policy/dist/src/index.js",
  "smoke/dist/index.js",
  "smoke/dist/pulumi.js",
  "smoke/dist/dynamic/index.js",
  "emulator/dist/index.js",
])("%s throws that before it loads anything else", async (path) => {
  const program = `
    try { require(${JSON.stringify(join(REPOSITORY, path))}); } catch (error) {
      const loaded = Object.keys(require.cache).filter((file) => file.includes("node_modules"));
      console.log(JSON.stringify({ text: String(error.stack), loaded }));
    }`;
  const args = ["--require", await pretence(), "--eval", program];
  const { stdout, stderr } = await run(process.execPath, args);
  expect(stderr).toBe("");
  const { text, loaded } = JSON.parse(stdout);
  expect(text).toMatch(/^\S+ needs Node\.js 22\.19\.0 or newer, and this is 20\.20\.2\.[^\n]+$/);
  expect(loaded).toEqual([]);
});
