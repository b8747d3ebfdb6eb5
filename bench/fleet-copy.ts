import { cp } from "node:fs/promises";
import { join } from "node:path";
import { linkPackages, REPOSITORY } from "./folders.ts";

/**
 * Copies the example `fleet` without settings of anyone's own.
 *
 * @param root gets the packages of this repository, and the example where it is in the repository.
 * @returns the folder of the example.
 */
export async function copyFleet(root: string): Promise<string> {
  await linkPackages(root);
  const folder = join(root, "examples", "fleet");
  await cp(join(REPOSITORY, "examples/fleet"), folder, {
    recursive: true,
    filter: (path) => !/Pulumi\..+\.yaml$|[/\\]\.fleet/.test(path),
  });
  return folder;
}
