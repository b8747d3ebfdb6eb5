import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { ENGINE_VERSION } from "../../../tools/pulumi/src/index.ts";

const REPOSITORY = resolve(import.meta.dirname, "../../..");

test.each([
  ["tools/pulumi/go-tools/generator/go.mod", `github.com/pulumi/pulumi/pkg/v3 v${ENGINE_VERSION}`],
  [
    "test/plugin/languages/programs/go/go.mod",
    `github.com/pulumi/pulumi/sdk/v3 v${ENGINE_VERSION}`,
  ],
  ["test/plugin/languages/requirements.txt", `pulumi==${ENGINE_VERSION}`],
])("%s pins the version of the engine", async (file, pin) => {
  const lines = (await readFile(join(REPOSITORY, file), "utf8")).split("\n");
  expect(lines.map((line) => line.trim())).toContain(pin);
});
