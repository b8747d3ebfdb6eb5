import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const REPOSITORY = resolve(import.meta.dirname, "../..");
const ROOMS = ["provider", "plugin", "policy", "review", "emulator", "smoke", "examples", "tools"];

/** A copy of the sources, so that intruders disturb no other test. */
let copy: string;

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
afterAll(() => rmSync(copy, { recursive: true, force: true }));

interface Broken {
  readonly rule: { readonly name: string };
  /** Path of the file that imports. */
  readonly from: string;
}

/** The imports that break a rule. */
function brokenRules(): Broken[] {
  const cruiser = join(REPOSITORY, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const args = [cruiser, "--config", ".dependency-cruiser.cjs", "--output-type", "json", ...ROOMS];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!stdout) throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as {
    summary: { totalCruised: number; violations: Broken[] };
  };
  expect(summary.totalCruised).toBeGreaterThan(80);
  return summary.violations;
}

/** A file that imports something, by the rule that refuses it. */
const INTRUDERS: [rule: string, path: string, imported: string][] = [
  ["core-knows-the-stytch-interface-only", "provider/src/connected-app", "../stytch/client.ts"],
  ["lifecycle-knows-no-resource", "provider/src/lifecycle", "../connected-app/diff.ts"],
  ["core-and-stytch-know-no-engine", "provider/src/connected-app", "@pulumi/pulumi"],
  ["core-knows-no-http", "provider/src/connected-app", "undici"],
  ["text-imports-nothing-of-ours", "provider/src/text", "../lifecycle/errors.ts"],
  ["stytch-imports-nothing-of-ours", "provider/src/stytch", "../lifecycle/errors.ts"],
  ["http-knows-no-client", "provider/src/stytch/http", "../api.ts"],
  ["the-client-alone-sees-http", "provider/src/stytch", "./http/retry.ts"],
  [
    "resources-import-only-types-of-the-core",
    "provider/src/program/resources",
    "../../lifecycle/errors.ts",
  ],
  ["resources-see-the-core-only", "provider/src/program/resources", "../../stytch/errors.ts"],
  ["resources-see-no-function", "provider/src/program/resources", "../functions/look-up.ts"],
  ["connection-sees-stytch-only", "provider/src/connection", "../lifecycle/errors.ts"],
  [
    "functions-see-no-resource-and-no-http",
    "provider/src/program/functions",
    "../../stytch/client.ts",
  ],
  [
    "functions-load-the-connection-late",
    "provider/src/program/functions",
    "../../connection/connect.ts",
  ],
  ["export-and-orphans-are-pure", "provider/src/export", "../stytch/client.ts"],
  ["export-and-orphans-are-pure", "provider/src/orphans", "../stytch/client.ts"],
  ["smoke-knows-no-engine", "smoke/src/dynamic", "@pulumi/pulumi"],
  ["smoke-resource-is-served-elsewhere", "smoke/src/pulumi", "../smoke-test.ts"],
  [
    "engine-does-not-see-the-program",
    "provider/src/engine",
    "../program/resources/connected-app.ts",
  ],
  ["packages-do-not-import-each-other", "emulator/src", "../../provider/src/stytch/errors.ts"],
  ["the-review-uses-published-packages", "review/src", "../../policy/src/lookalike.ts"],
  ["no-package-needs-the-review", "plugin/src", "../../review/src/client.ts"],
  ["the-schema-is-written-from-tables", "plugin/schema", "../../provider/src/stytch/client.ts"],
  ["the-plugin-does-not-write-its-schema", "plugin/src", "../schema/tokens.ts"],
  ["the-probe-is-a-stranger", "emulator/src/probe", "../wire/connected-app-output.ts"],
  ["examples-use-the-published-package", "examples", "../provider/src/index.ts"],
];

describe("imports", () => {
  const intruders = INTRUDERS.map(([rule, folder, imported], n) => {
    return [rule, `${folder}/_intruder-${n}.ts`, imported] as const;
  });
  const paths = new Set<string>(intruders.map(([, path]) => path));
  let broken: Broken[];
  beforeAll(() => {
    for (const [, path, imported] of intruders) {
      const text = `import * as thing from "${imported}";\nexport const kept = thing;\n`;
      writeFileSync(join(copy, path), text);
    }
    broken = brokenRules();
  });

  it("go one way, from room to room as the rules say", () => {
    expect(broken.filter(({ from }) => !paths.has(from))).toEqual([]);
  });

  it.each(intruders)("of an intruder are refused by %s: %s", (rule, path) => {
    const rules = broken.filter(({ from }) => from === path).map(({ rule: { name } }) => name);
    expect(rules).toContain(rule);
  });
});
