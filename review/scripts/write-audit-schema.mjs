import { writeFileSync } from "node:fs";
import { auditJsonSchema } from "../dist/audit/document.js";

// From the built package: run `npm run build` first.
const text = `${JSON.stringify(auditJsonSchema(), null, 2)}\n`;
writeFileSync(new URL("../audit.schema.json", import.meta.url), text);
