import { ConnectedApp, type ConnectedAppArgs } from "pulumi-stytch-connected-apps";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type SmokeTestHookOptions, smokeTestHook } from "../../smoke/src/pulumi.ts";
import { startProject, type TestProject } from "../e2e/_project.ts";
import { startStack, type TestStack } from "../e2e/_stack.ts";

const EXCHANGE = "POST /v1/sessions/exchange_access_token";

let project: TestProject;
let stack: TestStack;

beforeEach(async () => {
  project = await startProject();
  stack = await startStack(project);
  await stack.setConfig("stytch:projectId", project.projectId);
  await stack.setConfig("stytch:secret", project.secret, true);
  await stack.setConfig("stytch:apiUrl", project.url);
});
afterEach(async () => {
  await stack.destroy();
  await stack.remove();
  await project.close();
});

const program =
  (description: string, options: SmokeTestHookOptions = {}) =>
  async () => {
    const smoke = smokeTestHook("smoke", { temporarySubject: true, ...options });
    const args: ConnectedAppArgs = {
      clientType: "first_party",
      clientDescription: description,
      redirectUrls: ["https://app.example.com/callback"],
      fullAccessAllowed: true,
      accessTokenTemplateContent: { plan: "gold", user: "{{ user.user_id }}" },
    };
    new ConnectedApp("web", args, { hooks: { afterCreate: [smoke], afterUpdate: [smoke] } });
  };

const bend = async (...bends: string[]) => {
  const request = { method: "PUT", body: JSON.stringify(bends) };
  expect((await fetch(`${project.url}/_emulator/bends`, request)).status).toBe(200);
};

const statsSchema = z.object({ requests: z.record(z.string(), z.number()) });

const exchanges = async () => {
  const stats = await (await fetch(`${project.url}/_emulator/stats`)).json();
  return statsSchema.parse(stats).requests[EXCHANGE] ?? 0;
};

describe("smokeTestHook()", () => {
  it("tests a client after create and after update, with its secret outputs", async () => {
    expect(await stack.preview(program("one"))).toMatchObject({ ok: true });
    expect(await exchanges()).toBe(0);
    const created = await stack.up(program("one"));
    expect(created.output).not.toMatch(/warning|error/i);
    expect(created.ok).toBe(true);
    expect(await exchanges()).toBe(2);
    const updated = await stack.up(program("two"));
    expect(updated.output).not.toMatch(/warning|error/i);
    expect(await exchanges()).toBe(4);
    expect((await stack.up(program("two"))).changes).toEqual({ same: 2 });
    expect(await exchanges()).toBe(4);
  });

  it("fails the up, names check and reason and no secret; a corrected up succeeds", async () => {
    await bend("nonce_missing");
    const { output, ok } = await stack.up(program("one"));
    expect(output).toContain("The smoke test of web failed. id-token-claims: The ID token does");
    expect(output).not.toContain(project.secret);
    expect(ok).toBe(false);

    const { web } = await stack.apps();
    expect(await project.clients()).toMatchObject([{ client_id: web?.id }]);
    await bend();
    expect(await stack.up(program("two"))).toMatchObject({ ok: true, changes: { update: 1 } });
    expect((await stack.apps()).web?.id).toBe(web?.id);
  });

  it("w/ warnOnly lets the deployment pass", async () => {
    await bend("nonce_missing");
    const { output, ok } = await stack.up(program("one", { warnOnly: true }));
    expect(output).toMatch(/warning.*\n?.*The smoke test of web failed/);
    expect(ok).toBe(true);
  });
});
