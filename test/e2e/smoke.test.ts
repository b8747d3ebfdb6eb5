import { chmod, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { beforeEach, describe, expect, inject, it } from "vitest";
import type { Cli } from "./_cli.ts";
import { REPOSITORY, run } from "./_process.ts";
import type { TestProject } from "./_project.ts";
import { eachTestScope } from "./_scope.ts";

const scope = eachTestScope();
let project: TestProject;
let cli: Cli;

beforeEach(async () => {
  project = await scope.project();
  cli = await scope.cli(project);
});

describe("the example", () => {
  it("with-smoke-test deploys a client that works, and the test leaves nothing behind", async () => {
    const at = ["--cwd", "examples/with-smoke-test"];
    await cli.pulumi(...at, "stack", "init", "example");
    const up = await cli.pulumi(...at, "up", "--yes", "--policy-pack", "../../policy");
    expect(up, up.stdout + up.stderr).toMatchObject({ code: 0 });
    expect(await project.users()).toEqual([]);
    const again = await cli.pulumi(...at, "up", "--yes", "--skip-preview", "--expect-no-changes");
    expect(again, again.stdout + again.stderr).toMatchObject({ code: 0 });
    const destroy = await cli.pulumi(...at, "destroy", "--yes", "--skip-preview", "--remove");
    expect(destroy).toMatchObject({ code: 0 });
  });

  it("ci deploys, tests every client and keeps the report as JUnit", async () => {
    const folder = await scope.folder();
    const report = join(folder, "smoke.xml");
    const at = ["--cwd", "examples/ci"];
    await cli.pulumi(...at, "stack", "init", "example");
    const deploy = await run("examples/ci/deploy.sh", ["example", report], {
      env: { ...cli.environment, PATH: await pathWith(folder) },
    });
    expect(deploy, deploy.stdout + deploy.stderr).toMatchObject({ code: 0 });
    const xml = await readFile(report, "utf8");
    expect(xml).toMatch(/<testsuite[^>]* failures="0"/);
    for (const app of ["webApp", "cliApp"]) expect(xml).toContain(app);
    await cli.pulumi(...at, "destroy", "--yes", "--skip-preview", "--remove");
  });
});

/** A `PATH` on which the engine and the command are found, as in a project that installed them. */
async function pathWith(folder: string): Promise<string> {
  const command = join(folder, "stytch-smoke");
  const script = join(REPOSITORY, "smoke/dist/cli.js");
  await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  await chmod(command, 0o755);
  const root = inject("engineRoot");
  const engine = root === undefined ? [] : [join(root, "bin")];
  return [folder, ...engine, process.env.PATH].join(delimiter);
}
