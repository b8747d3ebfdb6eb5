import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { linkPackages, projectLines } from "./_door.ts";
import { REPOSITORY } from "./_process.ts";

/** An example in a folder that a test may change, and in which it leaves the stack's settings. */
export interface ExampleCopy {
  /** Around the examples, as the repository is. */
  readonly root: string;
  readonly folder: string;
  /** Replaces a text that stands in a file exactly once. */
  edit(file: string, from: string, to: string): Promise<void>;
  remove(): Promise<void>;
}

/** Copies the examples with what they need of the repository around them; gives one of them. */
export async function copyExample(name: string): Promise<ExampleCopy> {
  const root = await mkdtemp(join(tmpdir(), "stytch-example-"));
  await cp(join(REPOSITORY, "examples"), join(root, "examples"), {
    recursive: true,
    // Settings of stacks belong to the backend of whoever made them.
    filter: (path) => !/^(node_modules|Pulumi\..+\.yaml)$/.test(basename(path)),
  });
  await cp(join(REPOSITORY, "tsconfig.json"), join(root, "tsconfig.json"));
  await linkPackages(root);
  await symlink(join(REPOSITORY, "policy"), join(root, "policy"));
  const folder = join(root, "examples", name);
  await appendFile(join(folder, "Pulumi.yaml"), projectLines());
  return {
    root,
    folder,
    async edit(file, from, to) {
      const parts = (await readFile(join(folder, file), "utf8")).split(from);
      if (parts.length !== 2)
        throw new Error(`${name}/${file} has ${JSON.stringify(from)} ${parts.length - 1} times`);
      await writeFile(join(folder, file), parts.join(to));
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
