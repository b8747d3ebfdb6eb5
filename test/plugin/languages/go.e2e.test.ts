import { describeLanguage } from "./_scenario.ts";
import { sdkIn } from "./_sdk.ts";

await describeLanguage("go", ["go", "version"], async (folder) => {
  await sdkIn(folder, "go");
  return { environment: { GOWORK: "off" } };
});
