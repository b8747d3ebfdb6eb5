import { delimiter } from "node:path";
import { provideEngine, yamlHostFolder } from "../../../tools/pulumi/src/index.ts";
import { describeLanguage } from "./_scenario.ts";

await describeLanguage("yaml", [], async () => {
  const host = await yamlHostFolder(await provideEngine());
  const folders = [process.env.PATH, host].filter((folder) => folder !== undefined);
  return { environment: { PATH: folders.join(delimiter) } };
});
