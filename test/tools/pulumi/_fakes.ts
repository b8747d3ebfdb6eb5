import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { EngineOptions } from "../../../tools/pulumi/src/context.ts";
import { ENGINE_VERSION } from "../../../tools/pulumi/src/index.ts";

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-engine-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function writeFileAt(path: string, content: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

/** A shell script that stands for a command. It has the usual tools, but not the folder of the test. */
export async function fakeCommand(path: string, script: string): Promise<string> {
  await writeFileAt(path, `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

/** Prints a version, as `pulumi version` does. */
export const sayVersion = (version: string) => `echo ${version}`;

/**
 * A `go` that counts its builds in the file `builds`, runs `before` and writes an engine that prints
 * the right version.
 */
export function fakeGo(folder: string, before = "", version = ENGINE_VERSION): Promise<string> {
  return fakeCommand(
    join(folder, "go"),
    `[ "$1" = env ] && exec echo go1.99
[ "$1" = mod ] && exit 1
[ "$1" = list ] && exec printf 'one\\ntwo\\n'
echo one >> '${folder}/builds'
while [ "$1" != -o ]; do shift; done
mkdir -p "$(dirname "$2")"
echo half > "$2"
${before}
printf '#!/bin/sh\\necho v${version}\\n' > "$2"
chmod +x "$2"`,
  );
}

export async function countBuilds(folder: string): Promise<number> {
  const text = await readFile(join(folder, "builds"), "utf8").catch(() => "");
  return text.split("\n").filter(Boolean).length;
}

/** The world of one test: nothing on PATH but `folder/bin`, an empty cache, no network, no output. */
export interface World {
  readonly folder: string;
  readonly bin: string;
  readonly cacheFolder: string;
  readonly said: string[];
  readonly options: EngineOptions;
}

export async function world(): Promise<World> {
  const folder = await temporaryFolder();
  const bin = join(folder, "bin");
  const cacheFolder = join(folder, "cache");
  await mkdir(bin);
  const said: string[] = [];
  const options: EngineOptions = {
    env: { PATH: bin },
    cacheFolder,
    progress: {
      say: (text) => said.push(text),
      during: (what, work) => {
        said.push(what);
        return work;
      },
    },
    isReachable: async () => false,
  };
  return { folder, bin, cacheFolder, said, options };
}
