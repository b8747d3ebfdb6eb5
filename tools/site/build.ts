/** Builds the site of the documentation into `docs/dist`. Needs the built packages. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "vitepress";
import { REPOSITORY } from "../release/packages.ts";
import { writeApiReference } from "./api-reference.ts";
import { packagePages } from "./package-pages.ts";

const PUBLIC = join(REPOSITORY, "docs/public");

for (const [path, text] of packagePages()) {
  mkdirSync(dirname(join(REPOSITORY, path)), { recursive: true });
  writeFileSync(join(REPOSITORY, path), text);
}
rmSync(PUBLIC, { recursive: true, force: true });
mkdirSync(PUBLIC, { recursive: true });
copyFileSync(join(REPOSITORY, "docs/logo.svg"), join(PUBLIC, "logo.svg"));
await writeApiReference(join(PUBLIC, "api"));
await build(join(REPOSITORY, "docs"));
