import { devNull } from "node:os";
import { join } from "node:path";
import { succeed } from "./_commands.ts";
import { describeLanguage } from "./_scenario.ts";
import { sdkIn } from "./_sdk.ts";

await describeLanguage("go", ["go", "version"], async (folder) => {
  await sdkIn(folder, "go");
  const environment = { GOWORK: "off" };
  // Compiles Pulumi's SDK, on a new machine for minutes: longer than the test that runs the program may take.
  const build = ["build", "-o", devNull, "."];
  await succeed("go", build, { cwd: join(folder, "program"), env: environment });
  return { environment };
});
