/** Writes the pages of the documentation that are made from the sources of the packages. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { REPOSITORY } from "../release/packages.ts";
import { generatedPages } from "./generated-pages.ts";

for (const [path, text] of await generatedPages()) {
  mkdirSync(dirname(join(REPOSITORY, path)), { recursive: true });
  writeFileSync(join(REPOSITORY, path), text);
}
