import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createContext } from "../../../tools/pulumi/src/context.ts";
import { EXECUTOR } from "../../../tools/pulumi/src/language-host/languages/python.ts";
import { placePythonExecutor } from "../../../tools/pulumi/src/plugins/python-executor.ts";
import { countBuilds, fakeCommand, type World, world, writeFileAt } from "./_fakes.ts";

/** A `go` that has Pulumi's SDK in its module cache, and counts how often it is asked. */
async function goWithSdk({ bin, folder }: World): Promise<void> {
  const module = join(folder, "module");
  await writeFileAt(join(module, "python/cmd", EXECUTOR), "# runs programs");
  const answer = JSON.stringify({ Dir: module });
  await fakeCommand(join(bin, "go"), `echo one >> '${bin}/builds'; echo '${answer}'`);
}

async function placeIn({ folder, options }: World): Promise<string> {
  const root = join(folder, "root");
  await mkdir(join(root, "bin"), { recursive: true });
  await placePythonExecutor(createContext(options), root);
  return join(root, "bin");
}

test("the script of the SDK's Go module is placed beside the hosts, and not again", async () => {
  const here = await world();
  await goWithSdk(here);
  const bin = await placeIn(here);
  expect(await readFile(join(bin, EXECUTOR), "utf8")).toBe("# runs programs");
  await placeIn(here);
  expect(await countBuilds(here.bin)).toBe(1);
});

test.each([
  ["without Go", undefined],
  ["where Go cannot have the module", "exit 1"],
])("%s nothing is placed: the host says so to whom it concerns", async (_what, script) => {
  const here = await world();
  if (script !== undefined) await fakeCommand(join(here.bin, "go"), script);
  expect(await readdir(await placeIn(here))).toEqual([]);
});
