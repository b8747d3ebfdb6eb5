import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeLanguage } from "./_scenario.ts";
import { sdkIn } from "./_sdk.ts";

await describeLanguage("java", ["mvn", "--version"], async (folder) => {
  const sdk = await sdkIn(folder, "java");
  const main = join(folder, "program/src/main");
  await cp(join(sdk, "src/main"), main, { recursive: true });
  // The SDK's build with Gradle adds these.
  const resources = join(main, "resources/com/pulumi/stytch");
  await mkdir(resources, { recursive: true });
  await writeFile(join(resources, "version.txt"), "0.1.0");
  await writeFile(join(resources, "plugin.json"), '{ "resource": true, "name": "stytch" }');
  return {};
});
