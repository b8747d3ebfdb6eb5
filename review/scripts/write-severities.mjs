import { writeFileSync } from "node:fs";
import { severitiesDocument } from "../dist/severities/document.js";

// From the built package: run `npm run build` first.
writeFileSync(new URL("../SEVERITIES.md", import.meta.url), severitiesDocument());
