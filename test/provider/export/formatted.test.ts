import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import type { FoundConnectedApp } from "../../../provider/src/connected-app/lookup/lookup.ts";
import { exportProgram } from "../../../provider/src/export/program.ts";
import { app, FULL, PROJECT_ID } from "./_program.ts";

const REPOSITORY = resolve(import.meta.dirname, "../../..");
const exported = (...apps: FoundConnectedApp[]) => exportProgram(PROJECT_ID, apps);

test("an exported program is formatted as formatters do with their defaults", () => {
  const quotes = ["it's", '"', "it's \"", '"it\'s"', "\\", "a".repeat(100)];
  const apps = quotes.flatMap((clientName) => [
    app({ clientName, status: "inactive" }),
    app({ ...FULL, clientName, redirectUrls: ["myapp://cb"], accessTokenExpiryMinutes: -1 }),
  ]);
  const { text } = exported(...apps, app({ clientType: "fourth_party" }));
  const settings = ["--indent-style=space", "--line-width=80", "--stdin-file-path=program.ts"];
  const { stdout, stderr } = spawnSync("npx", ["biome", "format", ...settings], {
    cwd: REPOSITORY,
    input: text,
    encoding: "utf8",
  });
  expect(stdout, stderr).toBe(text);
  expect(exported().text).toMatch(/;\n$/);
});
