import { join } from "node:path";
import { addJavaSdk } from "./_java.ts";
import { describeLanguage } from "./_scenario.ts";

await describeLanguage("java", ["mvn", "--version"], async (folder) => {
  await addJavaSdk(folder, join(folder, "program/src/main"));
  return {};
});
