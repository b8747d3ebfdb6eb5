import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { smokeTestHook } from "stytch-connected-apps-smoke/pulumi";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { type Cli, startCli } from "./_cli.ts";
import { register } from "./_clients.ts";
import { REPOSITORY, run } from "./_process.ts";
import { startProject, type TestProject } from "./_project.ts";
import { credentials, startStack } from "./_stack.ts";

let project: TestProject;

beforeEach(async () => {
  project = await startProject();
});
afterEach(() => project.close());

describe("the smoke test inside a deployment", () => {
  it("fails the up of a client that does not work, and names the check; a corrected up succeeds", async () => {
    const stack = await startStack(project);
    await stack.setConfig("stytch:projectId", project.projectId);
    await stack.setConfig("stytch:apiUrl", project.url);
    await stack.setConfig("stytch:secret", project.secret, true);
    const declare = (clientName: string) => async () => {
      const smoke = smokeTestHook("smoke", { temporarySubject: true });
      register(
        "app",
        {
          clientType: "first_party",
          clientName,
          fullAccessAllowed: true,
          redirectUrls: ["https://app.example.com/callback"],
        },
        { hooks: { afterCreate: [smoke], afterUpdate: [smoke] } },
      );
    };
    try {
      await project.setBends(["session_dead"]);
      const failed = await stack.up(declare("first"));
      expect(failed.ok).toBe(false);
      expect(failed.output).toContain("The smoke test of app failed");
      expect(failed.output).toContain("session-authenticate");
      const app = (await stack.apps()).app;
      expect(app?.id).toBe((await project.clients())[0]?.client_id);
      expect(failed.output).not.toContain(project.secret);

      await project.setBends([]);
      expect(await stack.up(declare("second"))).toMatchObject({ ok: true, changes: { update: 1 } });
      expect((await stack.apps()).app?.id).toBe(app?.id);
    } finally {
      await stack.destroy();
      await stack.remove();
    }
  });
});

describe("the example", () => {
  let cli: Cli;
  beforeEach(async () => {
    cli = await startCli(credentials(project));
  });
  afterEach(() => cli.remove());

  it("with-smoke-test deploys a client that works, and the test leaves nothing behind", async () => {
    const at = ["--cwd", "examples/with-smoke-test"];
    await cli.pulumi(...at, "stack", "init", "example");
    const up = await cli.pulumi(...at, "up", "--yes", "--skip-preview");
    expect(up, up.stdout + up.stderr).toMatchObject({ code: 0 });
    expect(await project.users()).toEqual([]);
    const destroy = await cli.pulumi(...at, "destroy", "--yes", "--skip-preview", "--remove");
    expect(destroy).toMatchObject({ code: 0 });
  });

  it("ci deploys, tests every client and keeps the report as JUnit", async () => {
    const folder = await mkdtemp(join(tmpdir(), "stytch-ci-"));
    try {
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
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
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
