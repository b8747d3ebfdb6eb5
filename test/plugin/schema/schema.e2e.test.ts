import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { PackageSpec } from "../../../plugin/schema/spec.ts";
import { PULUMI, startCli } from "../../e2e/_cli.ts";
import { type CommandResult, run } from "../../e2e/_process.ts";
import { suiteScope } from "../../e2e/_scope.ts";
import { REPOSITORY, SCHEMA } from "./_schema.ts";

const scope = suiteScope();
let check: (schema: string) => Promise<CommandResult>;

beforeAll(async () => {
  const cli = await startCli({});
  scope.keep(cli, () => cli.remove());
  // Away from the repository: the engine may rewrite the packages of where it runs.
  const folder = await scope.folder();
  check = async (schema) => {
    const file = join(folder, "schema.json");
    await writeFile(file, schema);
    const args = [...PULUMI, "schema", "check", file];
    return run(process.execPath, args, { env: cli.environment, cwd: folder });
  };
});

test("Pulumi's own check finds nothing in the schema", async () => {
  const schema = await readFile(join(REPOSITORY, "plugin/schema.json"), "utf8");
  expect(await check(schema)).toMatchObject({ code: 0, stdout: "", stderr: "" });
});

test.each<[string, Partial<PackageSpec>, string]>([
  ["a type that it does not define", { types: {} }, "stytch:index:ClientType"],
  ["a version that is none", { version: "one" }, "#/version"],
])("Pulumi's own check would find %s", async (_fault, fault, place) => {
  const { code, stdout, stderr } = await check(JSON.stringify({ ...SCHEMA, ...fault }));
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain(place);
});
