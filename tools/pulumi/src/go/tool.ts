import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { ENGINE_VERSION } from "../engine-version.ts";

/** A command from Go modules that is built once a machine, and kept in the cache. */
export interface GoTool {
  /** The name of the executable. */
  readonly command: string;
  /** What it is, for the reader of messages. */
  readonly title: string;
  /** The folder with the `go.mod` and `go.sum` that pin its modules. */
  readonly moduleFolder: string;
  /** The package of the command, as an import path or relative to the folder. */
  readonly package: string;
  /** The folders whose files make it what it is. A change in one of them makes another tool. */
  readonly sources: readonly string[];
}

const FOLDER = join(import.meta.dirname, "..", "..", "go-tools");
const LIBRARY = join(FOLDER, "library");

function ownCommand(folder: string, command: string, title: string): GoTool {
  const moduleFolder = join(FOLDER, folder);
  const sources = [moduleFolder, LIBRARY];
  return { command, title, moduleFolder, package: ".", sources };
}

/** Pulumi's generators for Node.js, Python and Go, of the engine's own version. */
export const GENERATOR = ownCommand(
  "generator",
  "pulumi-code-generator",
  "the generators for Node.js, Python and Go",
);

/** Pulumi's generators for .NET and Java. */
export const EARLIER_GENERATOR = ownCommand(
  "earlier",
  "pulumi-earlier-code-generator",
  "the generators for .NET and Java",
);

/** The language host for programs in YAML. */
export const YAML_HOST: GoTool = {
  command: "pulumi-language-yaml",
  title: "the language host for YAML",
  moduleFolder: join(FOLDER, "yaml-host"),
  package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  sources: [join(FOLDER, "yaml-host")],
};

/** The folder of a tool in the cache: another one for every change of its sources. */
export async function toolRoot(context: Context, tool: GoTool): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of tool.sources) {
    for (const file of (await readdir(folder)).sort()) {
      hash.update(`${file}\n`).update(await readFile(join(folder, file)));
    }
  }
  const platform = `${ENGINE_VERSION}-${process.platform}-${process.arch}`;
  return join(
    context.cacheFolder,
    `${tool.command}-${platform}-${hash.digest("hex").slice(0, 12)}`,
  );
}
