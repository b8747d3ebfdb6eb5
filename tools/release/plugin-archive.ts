/** The archive of the provider plugin that `pulumi plugin install` takes, for the machine it is made on. */
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { create } from "tar";
import { REPOSITORY } from "./packages.ts";

const PLUGIN = join(REPOSITORY, "plugin");
const EXECUTABLE = "pulumi-resource-stytch";

/** As Pulumi names them in the archives that it downloads. */
const SYSTEMS: Readonly<Record<string, string>> = {
  linux: "linux",
  darwin: "darwin",
  win32: "windows",
};
const PROCESSORS: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

const SHELL_SCRIPT = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec "$here/bin/node" "$here/dist/plugin.cjs" "$@"
`;
const WINDOWS_SCRIPT = '@"%~dp0bin\\node.exe" "%~dp0dist\\plugin.cjs" %*\r\n';

export interface ArchiveOptions {
  /** The folder that gets the archive. */
  readonly into: string;
  /** The Node.js that goes into it, which the users need not have. Default: the one that runs. */
  readonly node?: string;
  /** Default: those of this machine. */
  readonly platform?: NodeJS.Platform;
  readonly processor?: string;
}

/**
 * Writes `pulumi-resource-stytch-vX.Y.Z-OS-ARCH.tar.gz`: the bundle and the Node.js that runs it. Not
 * one executable file: the Node.js of its makers keeps their signature, which macOS asks for.
 *
 * @returns the path of the archive.
 * @see https://www.pulumi.com/docs/iac/guides/building-extending/packages/publishing-packages/
 */
export async function writePluginArchive({
  into,
  node = process.execPath,
  platform = process.platform,
  processor = process.arch,
}: ArchiveOptions): Promise<string> {
  const [system, architecture] = [SYSTEMS[platform], PROCESSORS[processor]];
  if (system === undefined || architecture === undefined) {
    throw new Error(`Pulumi has no plugins for ${platform} on ${processor}.`);
  }
  const { version } = JSON.parse(await readFile(join(PLUGIN, "package.json"), "utf8"));
  const folder = await mkdtemp(join(tmpdir(), "stytch-plugin-"));
  try {
    const isWindows = platform === "win32";
    await mkdir(join(folder, "bin"));
    await mkdir(join(folder, "dist"));
    const runtime = join(folder, "bin", isWindows ? "node.exe" : "node");
    await copyFile(node, runtime);
    await chmod(runtime, 0o755);
    for (const file of ["dist/plugin.cjs", "schema.json", "LICENSE"]) {
      await copyFile(join(PLUGIN, file), join(folder, file));
    }
    await copyLicense(node, join(folder, "bin", "LICENSE"));
    const script = join(folder, isWindows ? `${EXECUTABLE}.cmd` : EXECUTABLE);
    await writeFile(script, isWindows ? WINDOWS_SCRIPT : SHELL_SCRIPT, { mode: 0o755 });
    const name = `${EXECUTABLE}-v${version}-${system}-${architecture}.tar.gz`;
    await mkdir(into, { recursive: true });
    const file = resolve(into, name);
    const names = ["LICENSE", "bin", "dist", "schema.json", script.slice(folder.length + 1)];
    await create({ cwd: folder, file, gzip: true, portable: true }, names);
    return file;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Node.js comes with its license in the folder above its executable, but in the package `node` of npm. */
async function copyLicense(node: string, to: string): Promise<void> {
  try {
    await copyFile(join(dirname(node), "..", "LICENSE"), to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    await writeFile(to, "Node.js: https://github.com/nodejs/node/blob/main/LICENSE\n");
  }
}
