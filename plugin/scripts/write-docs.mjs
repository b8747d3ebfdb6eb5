/** Writes the generated parts of the pages that Pulumi's registry shows: examples, settings, commands. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { load, REPOSITORY } from "./generator.mjs";

const { PAGES, pageText } = await load("pages");
for (const page of PAGES) writeFileSync(join(REPOSITORY, page), pageText(REPOSITORY, page));
