import { delimiter, dirname } from "node:path";
import { provideGoTool, YAML_HOST } from "../../../tools/pulumi/src/index.ts";
import { describeLanguage } from "./_scenario.ts";

describeLanguage("yaml", async () => {
  const host = await provideGoTool(YAML_HOST);
  return { environment: { PATH: [process.env.PATH, dirname(host)].join(delimiter) } };
});
