import { cp, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { REPOSITORY } from "../../e2e/_process.ts";
import { succeed } from "./_commands.ts";
import { sdkIn } from "./_sdk.ts";

const MODULES = join(REPOSITORY, "node_modules");

/** Builds the SDK as its package is published, and gives it to all programs below `folder`. */
export async function installNodejsSdk(folder: string): Promise<void> {
  const modules = join(folder, "node_modules");
  await mkdir(modules, { recursive: true });
  for (const name of ["@pulumi", "@types", "typescript", "undici-types"])
    await symlink(join(MODULES, name), join(modules, name));

  const sdk = await sdkIn(folder, "nodejs");
  await succeed(process.execPath, [join(MODULES, "typescript/bin/tsc"), "-p", sdk]);
  await cp(join(sdk, "package.json"), join(sdk, "bin/package.json"));
  await symlink(join(sdk, "bin"), join(modules, "pulumi-stytch"));
}
