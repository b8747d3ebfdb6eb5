import { join } from "node:path";
import { Application } from "typedoc";
import { REPOSITORY } from "../release/packages.ts";
import { SITE } from "./places.ts";

/** The packages with an interface for programs; the plugin is a program itself. */
const LIBRARIES = ["provider", "policy", "review", "smoke", "emulator"];

/**
 * Writes what the packages export, from their doc comments.
 *
 * @param folder that gets the pages.
 * @throws an error where a source does not compile.
 */
export async function writeApiReference(folder: string): Promise<void> {
  const application = await Application.bootstrap({
    name: "Stytch Connected Apps: API of the packages",
    entryPoints: LIBRARIES.map((name) => join(REPOSITORY, name, "src/index.ts")),
    tsconfig: join(REPOSITORY, "tools/site/api.tsconfig.json"),
    basePath: REPOSITORY,
    disableSources: true,
    excludeInternal: true,
    excludePrivate: true,
    readme: "none",
    navigationLinks: { Documentation: SITE },
    validation: false,
    logLevel: "Error",
  });
  const project = await application.convert();
  if (project === undefined) throw new Error("The sources of the API reference do not compile.");
  await application.generateDocs(project, folder);
}
