import { describeLanguage } from "./_scenario.ts";
import { sdkIn } from "./_sdk.ts";

describeLanguage("go", async (folder) => {
  await sdkIn(folder, "go");
  return { environment: { GOWORK: "off" } };
});
