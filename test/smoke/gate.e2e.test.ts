import { ComponentResource } from "@pulumi/pulumi";
import { ConnectedApp, type ConnectedAppArgs } from "pulumi-stytch-connected-apps";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SmokeTest, type SmokeTestHookOptions, smokeTestHook } from "../../smoke/src/pulumi.ts";
import type { Killer } from "../e2e/_killer.ts";
import type { TestProject } from "../e2e/_project.ts";
import { suiteScope } from "../e2e/_scope.ts";
import type { StateResource, TestStack } from "../e2e/_stack.ts";

const EXCHANGE = "POST /v1/sessions/exchange_access_token";
const EXCHANGES_OF_A_TEST = 2;

const scope = suiteScope();
let project: TestProject;
let killer: Killer;
let stack: TestStack;

beforeAll(async () => {
  project = await scope.project();
  killer = await scope.killer();
  stack = await scope.stack(project, { environment: killer.environment });
  scope.defer(async () => expect(await stack.destroy()).toMatchObject({ ok: true }));
  await stack.setConfig("stytch:projectId", project.projectId);
  await stack.setConfig("stytch:secret", project.secret, true);
  await stack.setConfig("stytch:apiUrl", project.url);
});
beforeEach(async () => {
  await stack.forget();
  for (const { client_id } of await project.clients()) await project.remove(client_id);
  await misbehave();
});

const argsOf = (
  description: string,
  clientType: "first_party" | "first_party_public" = "first_party",
): ConnectedAppArgs => ({
  clientType,
  clientDescription: description,
  redirectUrls: ["https://app.example.com/callback"],
  fullAccessAllowed: true,
  accessTokenTemplateContent: { plan: "gold", user: "{{ user.user_id }}" },
});

const hooked =
  (description: string, options: SmokeTestHookOptions = {}) =>
  async () => {
    const smoke = smokeTestHook("smoke", { temporarySubject: true, ...options });
    const hooks = { afterCreate: [smoke], afterUpdate: [smoke] };
    new ConnectedApp("web", argsOf(description), { hooks });
  };

/** By the resource, and by a hook within a component that was there before the hook. */
const declared = (protect: boolean) => async () => {
  const app = new ConnectedApp("web", argsOf("one"), { protect });
  new SmokeTest("web", { app, temporarySubject: true });
  const parent = new ComponentResource("acme:index:Platform", "platform");
  const smoke = smokeTestHook("smoke", { temporarySubject: true });
  new ConnectedApp("partner", argsOf("two"), { parent, hooks: { afterCreate: [smoke] } });
};

const misbehave = async (...misbehaviours: string[]) => {
  const request = { method: "PUT", body: JSON.stringify(misbehaviours) };
  expect((await fetch(`${project.url}/_emulator/misbehaviours`, request)).status).toBe(200);
};

/** How many whole tests ran meanwhile. */
async function testsDuring(action: () => Promise<unknown>): Promise<number> {
  const requests = await project.requestsDuring(action);
  return (requests[EXCHANGE] ?? 0) / EXCHANGES_OF_A_TEST;
}

async function gates(): Promise<StateResource[]> {
  const resources: StateResource[] = (await stack.state()).deployment.resources ?? [];
  return resources.filter(({ type }) => type === SmokeTest.__pulumiType);
}

const FAILURE = "[ERR_SMOKE_FAILED] The smoke test of web failed. id-token-claims: The ID token";

describe("a smoke test in a deployment", () => {
  it("stays red at every up until a test has passed, and is green without one from then on", async () => {
    await misbehave("nonce_missing");
    for (const attempt of ["first", "second"]) {
      const tests = await testsDuring(async () => {
        const { ok, output } = await stack.up(hooked("one"));
        expect(output).toContain(FAILURE);
        expect(output).not.toContain(project.secret);
        expect(ok, attempt).toBe(false);
      });
      expect(tests, attempt).toBe(1);
      expect(await gates()).toMatchObject([
        { outputs: { status: "failed", failedChecks: ["id-token-claims"] } },
      ]);
    }
    expect(await project.clients()).toHaveLength(1);

    // A refresh forgets what the engine itself knows of the failure.
    expect(await stack.refresh()).toMatchObject({ ok: true });
    expect((await gates())[0]?.initErrors).toBeUndefined();
    expect(await stack.preview(hooked("one"))).toMatchObject({ changes: { update: 1 } });
    expect(await testsDuring(() => stack.up(hooked("one")))).toBe(1);

    await misbehave();
    expect(await testsDuring(() => stack.up(hooked("one")))).toBe(1);
    expect(await gates()).toMatchObject([{ outputs: { status: "passed", failedChecks: [] } }]);
    const unchanged = async () =>
      expect(await stack.up(hooked("one"))).toMatchObject({ changes: { same: 3 } });
    expect(await testsDuring(unchanged)).toBe(0);
  });

  it("is so by the resource and by a hook within a component, and shares no protection", async () => {
    await misbehave("nonce_missing");
    for (const _attempt of ["first", "second"]) {
      const up = async () => expect(await stack.up(declared(true))).toMatchObject({ ok: false });
      // The engine stops at the first failure, and may not have begun the other test.
      expect(await testsDuring(up)).toBeGreaterThan(0);
    }
    await misbehave();
    expect(await stack.up(declared(true))).toMatchObject({ ok: true });
    const passed = { outputs: { status: "passed" } };
    expect(await gates()).toMatchObject([passed, passed]);
    for (const gate of await gates()) expect(gate).not.toHaveProperty("protect", true);
    expect(await testsDuring(() => stack.up(declared(false)))).toBe(0);
  });

  it("tests after create and after each change of the client, whoever changed it", async () => {
    expect(await testsDuring(() => stack.preview(hooked("one")))).toBe(0);
    const created = async () => {
      const up = await stack.up(hooked("one"));
      expect(up.output).not.toMatch(/warning|error/i);
      expect(up).toMatchObject({ ok: true, changes: { create: 3 } });
    };
    expect(await testsDuring(created)).toBe(1);
    expect(await testsDuring(() => stack.up(hooked("two")))).toBe(1);

    const { web } = await stack.apps();
    await project.change(web?.id ?? "", { client_description: "other" });
    expect(await stack.refresh()).toMatchObject({ changes: { update: 1 } });
    const putBack = async () =>
      expect(await stack.up(hooked("two"))).toMatchObject({ changes: { update: 2 } });
    expect(await testsDuring(putBack)).toBe(1);
    expect(await stack.up(hooked("two"))).toMatchObject({ changes: { same: 3 } });
  });

  it("keeps a client that was replaced until its successor has passed", async () => {
    const program = (type: "first_party" | "first_party_public") => async () => {
      const app = new ConnectedApp("web", argsOf("one", type));
      new SmokeTest("web", { app, temporarySubject: true });
    };
    expect(await stack.up(program("first_party"))).toMatchObject({ ok: true });
    await misbehave("nonce_missing");
    expect(await stack.up(program("first_party_public"))).toMatchObject({ ok: false });
    expect(await project.clients()).toHaveLength(2);
    await misbehave();
    expect(await stack.up(program("first_party_public"))).toMatchObject({ ok: true });
    expect(await project.clients()).toMatchObject([{ client_type: "first_party_public" }]);
  });

  it("tests again after a run that was killed during the test", async () => {
    for (const description of ["one", "two"]) {
      await killer.strikeAt("/exchange_access_token", "committed", "engine");
      expect(await stack.up(hooked(description))).toMatchObject({ ok: false });
      expect(killer.hasStruck()).toBe(true);
      await stack.cancel();
      const up = async () =>
        expect(await stack.up(hooked(description))).toMatchObject({ ok: true });
      expect(await testsDuring(up)).toBe(1);
    }
  });

  it("w/ warnOnly warns at every up; w/o anyone to sign in as fails; keeps no secret", async () => {
    await misbehave("nonce_missing");
    for (const _attempt of ["first", "second"]) {
      const { output, ok } = await stack.up(hooked("one", { warnOnly: true }));
      expect(output).toContain(`warning: ${FAILURE}`);
      expect(ok).toBe(true);
    }
    const { output, ok } = await stack.up(hooked("one", { temporarySubject: false }));
    expect(output).toContain("[ERR_SMOKE_TARGET] There is no one to sign in as");
    expect(ok).toBe(false);
    expect(await gates()).toMatchObject([{ outputs: { status: "untested" } }]);

    const sessionToken = "a-session-token-of-someone";
    await stack.up(hooked("one", { subject: { sessionToken } }));
    const state = JSON.stringify(await stack.state());
    for (const secret of [sessionToken, project.secret]) expect(state).not.toContain(secret);
    const app = (await gates())[0]?.inputs?.app;
    expect(app).toMatchObject({ clientSecret: { ciphertext: expect.any(String) } });
  });
});
