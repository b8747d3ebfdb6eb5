import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../e2e/_process.ts";
import { testScope } from "../../e2e/_scope.ts";
import { SCHEMA } from "../schema/_schema.ts";
import { yamlEnvironment } from "./_yaml.ts";

test("pulumi package add takes the schema from the executable of the npm package", async () => {
  const scope = testScope();
  const folder = await scope.folder();
  const pack = ["pack", "--json", "--pack-destination", folder, "--workspace", "plugin"];
  const [packed] = Object.values(JSON.parse((await run("npm", pack)).stdout)) as {
    filename: string;
  }[];
  await writeFile(join(folder, "package.json"), '{ "name": "app", "private": true }');
  const install = ["install", "--no-audit", "--no-fund", "--offline", packed?.filename ?? ""];
  expect(await run("npm", install, { cwd: folder })).toMatchObject({ code: 0 });
  const at = join(folder, "program");
  await mkdir(at);
  await writeFile(join(at, "Pulumi.yaml"), "name: declared\nruntime: yaml\n");
  const cli = await scope.cli(await scope.project(), await yamlEnvironment());
  const executable = "../node_modules/pulumi-resource-stytch/bin/pulumi-resource-stytch";
  // Pulumi's host for YAML that can be had here cannot write the package into Pulumi.yaml.
  const { stdout } = await cli.pulumi("--cwd", at, "package", "add", executable);
  expect(stdout).toContain("Successfully generated an SDK for the stytch package");
  const { version } = SCHEMA;
  const declaration = await readFile(join(at, `sdks/stytch/stytch-${version}.yaml`), "utf8");
  expect(declaration).toContain(`name: stytch\nversion: ${version}\n`);
});
