import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

interface Schema {
  readonly version: string;
  readonly repository?: string;
  readonly language: { readonly go: { readonly importBasePath: string } };
}

export interface CompleteSchema {
  readonly file: string;
  readonly version: string;
  /** The import path of the Go package, which is a module of its own. */
  readonly goModule: string;
}

/**
 * Writes a copy of the schema into `folder` that names a repository: the packages of some languages
 * must have one. Without one in the schema it is that of the Go module.
 */
export async function completeSchema(schemaFile: string, folder: string): Promise<CompleteSchema> {
  const schema: Schema = JSON.parse(await readFile(schemaFile, "utf8"));
  const goModule = schema.language.go.importBasePath;
  const [host, owner, repository] = goModule.split("/");
  const file = join(folder, "schema.json");
  await writeFile(
    file,
    JSON.stringify({ repository: `https://${host}/${owner}/${repository}`, ...schema }),
  );
  return { file, version: schema.version, goModule };
}
