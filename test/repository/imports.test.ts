import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

const REPOSITORY = resolve(import.meta.dirname, "../..");
const ROOMS = ["provider", "policy", "emulator", "smoke", "examples", "tools"];

/** A copy of the sources, so that an intruder disturbs no other test. */
let copy: string;
let intruder: string | undefined;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "stytch-imports-"));
  for (const path of [...ROOMS, "tsconfig.json", ".dependency-cruiser.cjs", "package.json"]) {
    cpSync(join(REPOSITORY, path), join(copy, path), {
      recursive: true,
      filter: (source) => !/[/\\](node_modules|dist)$/.test(source),
    });
  }
  symlinkSync(join(REPOSITORY, "node_modules"), join(copy, "node_modules"));
});
afterEach(() => {
  if (intruder) rmSync(intruder);
  intruder = undefined;
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The names of the import rules that are broken. */
function brokenRules(): string[] {
  const cruiser = join(REPOSITORY, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const args = [cruiser, "--config", ".dependency-cruiser.cjs", "--output-type", "json", ...ROOMS];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!stdout) throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as {
    summary: { totalCruised: number; violations: { rule: { name: string } }[] };
  };
  expect(summary.totalCruised).toBeGreaterThan(80);
  return [...new Set(summary.violations.map(({ rule }) => rule.name))];
}

function place(path: string, text: string): void {
  intruder = join(copy, path);
  writeFileSync(intruder, text);
}

describe("imports", () => {
  it("go one way, from room to room as the rules say", () => {
    expect(brokenRules()).toEqual([]);
  });

  it.each([
    [
      "lifecycle-knows-the-stytch-interface-only",
      "provider/src/lifecycle/_intruder.ts",
      "../stytch/client.ts",
    ],
    [
      "lifecycle-and-stytch-know-no-engine",
      "provider/src/lifecycle/_intruder.ts",
      "@pulumi/pulumi",
    ],
    ["lifecycle-knows-no-http", "provider/src/lifecycle/_intruder.ts", "undici"],
    [
      "stytch-imports-nothing-of-ours",
      "provider/src/stytch/_intruder.ts",
      "../lifecycle/errors.ts",
    ],
    [
      "resources-import-only-types-of-lifecycle",
      "provider/src/resources/_intruder.ts",
      "../lifecycle/errors.ts",
    ],
    ["resources-see-lifecycle-only", "provider/src/resources/_intruder.ts", "../stytch/errors.ts"],
    [
      "connection-sees-stytch-only",
      "provider/src/connection/_intruder.ts",
      "../lifecycle/errors.ts",
    ],
    [
      "functions-see-no-resource-and-no-http",
      "provider/src/functions/_intruder.ts",
      "../stytch/client.ts",
    ],
    [
      "functions-load-the-connection-late",
      "provider/src/functions/_intruder.ts",
      "../connection/connect.ts",
    ],
    ["export-and-orphans-are-pure", "provider/src/export/_intruder.ts", "../stytch/client.ts"],
    ["export-and-orphans-are-pure", "provider/src/orphans/_intruder.ts", "../stytch/client.ts"],
    [
      "dynamic-does-not-see-resources",
      "provider/src/dynamic/_intruder.ts",
      "../resources/connected-app.ts",
    ],
    [
      "packages-do-not-import-each-other",
      "emulator/src/_intruder.ts",
      "../../provider/src/stytch/errors.ts",
    ],
    ["examples-use-the-published-package", "examples/_intruder.ts", "../provider/src/index.ts"],
  ])("are refused by %s", (rule, path, imported) => {
    place(path, `import * as thing from "${imported}";\nexport const kept = thing;\n`);
    expect(brokenRules()).toContain(rule);
  });
});
