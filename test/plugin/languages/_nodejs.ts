import { mkdir, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { REPOSITORY } from "../../e2e/_process.ts";
import { succeed } from "./_commands.ts";
import { sdkIn } from "./_sdk.ts";

const MODULES = join(REPOSITORY, "node_modules");

/** Builds the SDK as its package is built, and gives it to all programs below `folder`. */
export async function installNodejsSdk(folder: string): Promise<void> {
  const modules = join(folder, "node_modules");
  await mkdir(modules, { recursive: true });
  for (const name of ["@pulumi", "@types", "typescript", "undici-types"])
    await symlink(join(MODULES, name), join(modules, name));

  const sdk = await sdkIn(folder, "nodejs");
  const compiler = join(MODULES, ".bin");
  const path = [compiler, process.env.PATH].join(delimiter);
  await succeed("npm", ["run", "build"], { cwd: sdk, env: { PATH: path } });
  await symlink(sdk, join(modules, "pulumi-stytch"));
}
