/** Writes `plugin/schema.json` from the sources of the provider and the examples of the documentation. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { load, REPOSITORY } from "./generator.mjs";

const { schemaText } = await load("schema");
writeFileSync(join(REPOSITORY, "plugin/schema.json"), schemaText(REPOSITORY));
