import { writeFileSync } from "node:fs";
import { rules } from "../dist/src/rules/index.js";
import { rulesDocument } from "../dist/src/rules-document.js";

// From the built package: run `npm run build` first.
writeFileSync(new URL("../RULES.md", import.meta.url), rulesDocument(rules));
