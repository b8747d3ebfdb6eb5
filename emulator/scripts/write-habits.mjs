import { readFileSync, writeFileSync } from "node:fs";
import { habitsDocument } from "../dist/habits/document.js";

// From the built package: run `npm run build` first.
const path = new URL("../README.md", import.meta.url);
const readme = readFileSync(path, "utf8");
const [before] = readme.split("<!-- habits -->");
const [, after] = readme.split("<!-- /habits -->");
writeFileSync(path, `${before}<!-- habits -->\n\n${habitsDocument()}\n\n<!-- /habits -->${after}`);
