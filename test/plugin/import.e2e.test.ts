import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { GENERATOR, provideGoTool } from "../../tools/pulumi/src/index.ts";
import { GENERATOR_VARIABLE } from "../../tools/pulumi/src/language-host/generate-program.ts";
import type { Cli } from "../e2e/_cli.ts";
import { addExistingClients } from "../e2e/_existing-clients.ts";
import { REPOSITORY, run } from "../e2e/_process.ts";
import { READ, SEARCH, type TestProject } from "../e2e/_project.ts";
import { eachTestScope } from "../e2e/_scope.ts";
import { credentials } from "../e2e/_stack.ts";
import { DOORS, pulumiYaml } from "./_programs.ts";

const scope = eachTestScope();
let project: TestProject;
let cli: Cli;

beforeEach(async () => {
  project = await scope.project();
  // The language host of this repository leaves the code to Pulumi's generators.
  cli = await scope.cli(project, { [GENERATOR_VARIABLE]: await provideGoTool(GENERATOR) });
}, 600_000);

const COUNT = 200;
/** Names that are no names of variables. */
const AWKWARD = ["null", "true", "42", "let"];

async function exportTo(file: string, format: "program" | "import"): Promise<void> {
  const command = [join(REPOSITORY, "provider/dist/cli.js"), "export", "--format", format];
  const { code, stderr } = await run(process.execPath, [...command, "--out", file], {
    env: credentials(project),
  });
  expect(code, stderr).toBe(0);
  expect(stderr).toContain(`${COUNT} clients of ${project.projectId} exported\n`);
}

describe("the exported file for pulumi import", () => {
  it(`takes ${COUNT} clients over without a writing call; the generated and the exported program are what was imported`, {
    timeout: 600_000,
  }, async () => {
    await addExistingClients(project, COUNT - AWKWARD.length);
    for (const client_name of AWKWARD)
      await project.add({ client_type: "third_party", client_name });
    const before = await project.clients();
    expect(before).toHaveLength(COUNT);
    const folder = await scope.program("imported", { "Pulumi.yaml": pulumiYaml("imported") });
    await exportTo(join(folder, "import.json"), "import");

    const at = ["--cwd", folder, "--color", "never"];
    expect(await cli.pulumi(...at, "stack", "init", "imported")).toMatchObject({ code: 0 });
    const reads = await project.requestsDuring(async () => {
      const how = ["--yes", "--skip-preview", "--out", "generated.ts"];
      const imported = await cli.pulumi(...at, "import", "--file", "import.json", ...how);
      expect(imported.code, imported.stdout.slice(-3000) + imported.stderr).toBe(0);
      expect(imported.stdout).toContain(`= ${COUNT} imported`);
      expect(imported.stdout).not.toContain("failed to validate");
    });
    const { [READ]: one = 0, [SEARCH]: pages = 0, ...others } = reads;
    expect(others).toEqual({});
    expect(one + pages).toBeGreaterThan(0);
    expect(await project.clients()).toEqual(before);

    await exportTo(join(folder, "exported.ts"), "program");
    for (const [file, module] of [
      ["generated.ts", "pulumi-stytch"],
      ["exported.ts", DOORS.dynamic],
    ] as const) {
      const program = await readFile(join(folder, file), "utf8");
      const here = program.replace(`"${module}"`, JSON.stringify(DOORS.plugin));
      expect(here).not.toBe(program);
      await writeFile(join(folder, "index.ts"), here);
      const requests = await project.requestsDuring(async () => {
        const { code, stdout } = await cli.pulumi(...at, "preview", "--expect-no-changes");
        expect(code, `${file}: ${stdout.slice(-3000)}`).toBe(0);
        expect(stdout).toContain(`${COUNT + 1} unchanged`);
      });
      expect(requests).toEqual({});
    }
  });
});
