import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { ENGINE_VERSION, OLDEST_ENGINE_VERSION } from "../../../tools/pulumi/src/index.ts";

const REPOSITORY = resolve(import.meta.dirname, "../../..");

const textOf = (file: string) => readFile(join(REPOSITORY, file), "utf8");

async function linesOf(file: string): Promise<string[]> {
  return (await textOf(file)).split("\n").map((line) => line.trim().replace(/,$/, ""));
}

describe("the version of the engine", () => {
  test.each([
    ["tools/pulumi/go.mod", "require github.com/pulumi/pulumi/pkg/v3 v"],
    ["ci/gitlab/templates/connected-apps/template.yml", "default: pulumi/pulumi-nodejs-24:"],
  ])("is pinned by %s: %s", async (file, before) => {
    expect(await linesOf(file)).toContain(before + ENGINE_VERSION);
  });

  test.each(["package.json", "examples/package.json", "plugin/package.json"])(
    "is that of the SDK in %s",
    async (file) => {
      expect(await linesOf(file)).toContain(`"@pulumi/pulumi": "${ENGINE_VERSION}"`);
    },
  );

  test("is that of the SDK whose protocol the language hosts speak", async () => {
    const { dependencies } = JSON.parse(await textOf("tools/pulumi/package.json"));
    expect(dependencies["@pulumi/pulumi"]).toBe(ENGINE_VERSION);
    const installed = JSON.parse(await textOf("node_modules/@pulumi/pulumi/package.json"));
    expect(installed.version).toBe(ENGINE_VERSION);
  });
});

describe("the version of the oldest engine", () => {
  // Later SDKs require a newer Go of whoever uses them, and not every index has the newest for Python; later
  // generators write calls that the oldest SDK lacks.
  test.each([
    ["tools/pulumi/go-tools/oldest-engine/go.mod", "require github.com/pulumi/pulumi/pkg/v3 v", ""],
    ["tools/pulumi/go-tools/generator/go.mod", "github.com/pulumi/pulumi/pkg/v3 v", ""],
    ["tools/pulumi/go-tools/generator/go.mod", "github.com/pulumi/pulumi/sdk/v3 v", ""],
    ["test/plugin/languages/programs/go/go.mod", "github.com/pulumi/pulumi/sdk/v3 v", ""],
    ["test/plugin/languages/requirements.txt", "pulumi==", ""],
    ["templates/python/requirements.txt", "pulumi>=", "<4"],
    ["templates/python/package.json", '"@pulumi/pulumi": "^', '"'],
    ["templates/typescript/package.json", '"@pulumi/pulumi": "^', '"'],
    ["templates/typescript-plugin/package.json", '"@pulumi/pulumi": "^', '"'],
    ["templates/yaml/package.json", '"@pulumi/pulumi": "^', '"'],
  ])("is pinned by %s: %s", async (file, before, after) => {
    const lines = (await linesOf(file)).map((line) => line.replace(",<4", "<4"));
    expect(lines).toContain(before + OLDEST_ENGINE_VERSION + after);
  });

  test.each([
    "README.md",
    "docs/examples.md",
    "docs/getting-started.md",
    "docs/guides/real-project.md",
    "examples/fleet/README.md",
  ])("is the one that %s asks for, without its last number", async (file) => {
    const asked = [...(await textOf(file)).matchAll(/ (3\.\d+) or newer/g)].map(([, it]) => it);
    expect(asked).not.toHaveLength(0);
    for (const version of asked) expect(`${version}.0`).toBe(OLDEST_ENGINE_VERSION);
  });
});
