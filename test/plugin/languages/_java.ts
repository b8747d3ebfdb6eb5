import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sdkIn } from "./_sdk.ts";

/** Writes the SDK below `folder` and adds its sources to those of a program, in its folder `main`. */
export async function addJavaSdk(folder: string, main: string): Promise<void> {
  await cp(join(await sdkIn(folder, "java"), "src/main"), main, { recursive: true });
  // The SDK's build with Gradle adds these.
  const resources = join(main, "resources/com/pulumi/stytch");
  await mkdir(resources, { recursive: true });
  await writeFile(join(resources, "version.txt"), "0.1.0");
  await writeFile(join(resources, "plugin.json"), '{ "resource": true, "name": "stytch" }');
}
