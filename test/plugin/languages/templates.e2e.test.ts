import { cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packInto } from "../../../tools/release/pack.ts";
import { REPOSITORY, run } from "../../e2e/_process.ts";
import { testScope } from "../../e2e/_scope.ts";
import { livesThroughItsScripts, newProject } from "../../templates/_new-project.ts";
import { isThere, succeed } from "./_commands.ts";
import { installPythonSdk, pythonEnvironment } from "./_python.ts";
import { sdkIn } from "./_sdk.ts";
import { yamlEnvironment } from "./_yaml.ts";

const COMPILER = join(REPOSITORY, "node_modules/typescript/bin/tsc");
const hasPython = await isThere("python3", ["-m", "venv", "--help"]);
if (!hasPython) console.warn("The template python is not tested: a working python3 is missing.");

/** What a template of the plugin asks npm for, packed into a folder. */
async function packed(folder: string): Promise<string[]> {
  const names = ["pulumi-resource-stytch", "policy", "smoke", "emulator"];
  const packages = await packInto(folder);
  return packages
    .filter(({ name }) => names.some((ending) => name.endsWith(ending)))
    .map(({ filename }) => join(folder, filename));
}

/** The SDK for Node.js, packed as a release packs it. */
async function packedSdk(folder: string): Promise<string> {
  const sdk = await sdkIn(folder, "nodejs");
  const dependencies = join(sdk, "node_modules");
  await symlink(join(REPOSITORY, "node_modules"), dependencies);
  await succeed(process.execPath, [COMPILER, "-p", sdk]);
  await cp(join(sdk, "package.json"), join(sdk, "bin/package.json"));
  const args = ["pack", "--json", "--pack-destination", folder, join(sdk, "bin")];
  const { stdout } = await run("npm", args, { cwd: folder });
  const [{ filename }] = Object.values(JSON.parse(stdout)) as [{ filename: string }];
  return join(folder, filename);
}

describe("a project of the template", () => {
  it("typescript-plugin lives through its scripts", async () => {
    const scope = testScope();
    const [folder, project] = [await scope.folder(), await scope.project()];
    const packages = [...(await packed(folder)), await packedSdk(folder)];
    const created = await newProject("typescript-plugin", folder, project, { packages });
    await livesThroughItsScripts(created, "index.ts", project);
  });

  it("yaml lives through its scripts", async () => {
    const scope = testScope();
    const [folder, project] = [await scope.folder(), await scope.project()];
    const packages = await packed(folder);
    const environment = await yamlEnvironment();
    const created = await newProject("yaml", folder, project, { packages, environment });
    await livesThroughItsScripts(created, "Pulumi.yaml", project);
  });

  it.skipIf(!hasPython && process.env.CI !== "true")(
    "python lives through its scripts (skipped where python3 is missing)",
    async () => {
      const scope = testScope();
      const [folder, project] = [await scope.folder(), await scope.project()];
      const packages = await packed(folder);
      const virtual = await pythonEnvironment();
      const environment = { PYTHONPATH: await installPythonSdk(folder, virtual) };
      const created = await newProject("python", folder, project, { packages, environment });
      await symlink(virtual, join(created.folder, "venv"));
      await livesThroughItsScripts(created, "__main__.py", project);
      expect(await created.succeed("pulumi", "about")).toContain("python");
    },
  );
});
