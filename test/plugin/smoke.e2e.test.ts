import { delimiter, join } from "node:path";
import { beforeEach, describe, expect, inject, it } from "vitest";
import { SmokeTest, smokeTestHook } from "../../smoke/src/pulumi.ts";
import { REPOSITORY, run } from "../e2e/_process.ts";
import type { TestProject } from "../e2e/_project.ts";
import { eachTestScope } from "../e2e/_scope.ts";
import { credentials, type StateResource, type TestStack } from "../e2e/_stack.ts";
import { PluginApp, PluginProvider } from "./_resources.ts";

const scope = eachTestScope();
let project: TestProject;
let partners: TestProject;
let stack: TestStack;
beforeEach(async () => {
  project = await scope.project();
  partners = await scope.project({}, "b2b");
  stack = await scope.stack(project);
  scope.defer(async () => expect(await stack.destroy()).toMatchObject({ ok: true }));
});

const ARGS = {
  clientType: "first_party",
  redirectUrls: ["https://app.example.com/callback"],
  fullAccessAllowed: true,
};

async function gates(): Promise<StateResource[]> {
  const resources: StateResource[] = (await stack.state()).deployment.resources ?? [];
  return resources.filter(({ type }) => type === SmokeTest.__pulumiType);
}

const PASSED = { outputs: { status: "passed" } };
const FAILED = { outputs: { status: "failed" } };

/** The server leaves out what an ID token must have. */
async function misbehave({ url }: TestProject, ...misbehaviours: string[]): Promise<void> {
  const request = { method: "PUT", body: JSON.stringify(misbehaviours) };
  expect((await fetch(`${url}/_emulator/misbehaviours`, request)).status).toBe(200);
}

describe("a smoke test of a plugin's client", () => {
  it("tests in the project of the client's own provider, and keeps no secret of that", async () => {
    const program = async () => {
      const { projectId, secret, url: apiUrl } = partners;
      const provider = new PluginProvider("partners", { projectId, secret, apiUrl });
      const app = new PluginApp("partner", ARGS, { provider });
      new SmokeTest("partner", { app, temporarySubject: true });
    };
    const preview = await stack.preview(program);
    expect(preview, preview.output).toMatchObject({ ok: true });
    await misbehave(partners, "nonce_missing");
    const red = await stack.up(program);
    expect(red.output).toContain("[ERR_SMOKE_FAILED] The smoke test of partner failed");
    expect(await gates()).toMatchObject([FAILED]);
    await misbehave(partners);
    expect(await stack.up(program)).toMatchObject({ ok: true });
    expect(await gates()).toMatchObject([PASSED]);
    expect(await stack.up(program)).toMatchObject({ changes: { same: 4 } });

    expect(await project.clients()).toEqual([]);
    expect(await partners.clients()).toHaveLength(1);
    const state = JSON.stringify(await stack.state());
    expect(state).not.toContain(partners.secret);
    const encrypted = { ciphertext: expect.any(String) };
    expect((await gates())[0]?.inputs).toMatchObject({
      app: { clientSecret: encrypted },
      project: { projectId: partners.projectId, secret: encrypted },
    });
  });

  it("may be a hook, and the command finds every client in the state", async () => {
    const program = async () => {
      const smoke = smokeTestHook("smoke", { temporarySubject: true });
      new PluginApp("web", ARGS, { hooks: { afterCreate: [smoke], afterUpdate: [smoke] } });
    };
    const up = await stack.up(program);
    expect(up, up.output).toMatchObject({ ok: true });
    expect(await gates()).toMatchObject([PASSED]);
    expect((await gates())[0]?.inputs).not.toHaveProperty("project");

    const root = inject("engineRoot");
    const engine = root === undefined ? [] : [join(root, "bin")];
    const command = [join(REPOSITORY, "smoke/dist/cli.js"), "--all", "--temporary-subject"];
    const { code, stdout, stderr } = await run(
      process.execPath,
      [...command, "--stack", "test", "--cwd", stack.folder],
      {
        env: {
          ...credentials(project),
          PATH: [...engine, process.env.PATH].join(delimiter),
          PULUMI_HOME: join(stack.backend, "home"),
          PULUMI_CONFIG_PASSPHRASE: "test",
        },
      },
    );
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/^web\b/m);
  });
});
