import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it } from "vitest";
import {
  ConnectedApp,
  door,
  getConnectedApp,
  getConnectedAppOutput,
  getConnectedApps,
  getConnectedAppsOutput,
} from "./_door.ts";
import { CREATE, READ, SEARCH, type TestProject } from "./_project.ts";
import { eachTestScope } from "./_scope.ts";
import type { TestStack } from "./_stack.ts";

const scope = eachTestScope();
let project: TestProject;
let stack: TestStack;

beforeEach(async () => {
  project = await scope.project();
  // A program of the Automation API runs in this process: it sees the stack's configuration only.
  stack = await scope.stack(project, { environment: { STYTCH_SECRET: "", STYTCH_PROJECT_ID: "" } });
  await stack.setConfig("stytch:projectId", project.projectId);
  await stack.setConfig("stytch:secret", project.secret, true);
  await stack.setConfig("stytch:apiUrl", project.url);
});

describe("look-ups", () => {
  it("ask at preview and at update, and put no secret anywhere", async () => {
    const web = await project.add({ client_type: "first_party", client_name: "web" });
    const cli = await project.add({ client_type: "first_party_public", client_name: "cli" });
    const program = async () => {
      const { clientId } = await getConnectedApp({ clientName: "web" });
      const app = getConnectedAppOutput({ clientId: pulumi.output(clientId) });
      const { clientIds } = await getConnectedApps({ clientType: "first_party_public" });
      return { app, clientIds };
    };
    const once = { [SEARCH]: 2, [READ]: 1 };
    const preview = project.requestsDuring(async () => {
      expect(await stack.preview(program)).toMatchObject({ ok: true });
    });
    expect(await preview).toEqual(once);

    let output = "";
    const update = project.requestsDuring(async () => {
      const outcome = await stack.up(program);
      expect(outcome).toMatchObject({ ok: true, changes: { create: 1 } });
      expect(outcome.outputs).toMatchObject({
        app: { secret: false, value: { clientId: web.client_id, status: "active" } },
        clientIds: { value: [cli.client_id] },
      });
      output = outcome.output + JSON.stringify(outcome.outputs);
    });
    expect(await update).toEqual(once);

    const everything = output + JSON.stringify(await stack.state());
    expect(everything).toContain(web.client_id);
    for (const secret of [project.secret, String(web.client_secret)]) {
      expect(secret.length).toBeGreaterThan(7);
      expect(everything).not.toContain(secret);
    }
  });

  it("of what the program creates wait until a preview knows it", async () => {
    const program = async () => {
      const app = new ConnectedApp("web", { clientType: "first_party" });
      const { clientName } = getConnectedAppOutput({ clientId: app.clientId });
      const { clientIds } = getConnectedAppsOutput({}, { dependsOn: [app] });
      return { clientName, clientIds };
    };
    const first = project.requestsDuring(async () => {
      expect(await stack.preview(program)).toMatchObject({ ok: true, changes: { create: 2 } });
    });
    expect(await first).toEqual({});
    const update = project.requestsDuring(async () => {
      const { outputs } = await stack.up(program);
      const [client] = await project.clients();
      expect(outputs).toMatchObject({
        clientName: { value: "web" },
        clientIds: { value: [client?.client_id] },
      });
    });
    expect(await update).toEqual({ [CREATE]: 1, [READ]: 1, [SEARCH]: 3 });
    const second = project.requestsDuring(async () => {
      expect(await stack.preview(program)).toMatchObject({ ok: true, changes: { same: 2 } });
    });
    expect(await second).toEqual({ [READ]: 1, [SEARCH]: 1 });
  });

  it("by name fail the preview as long as the client is not there", async () => {
    const outcome = await stack.preview(async () => {
      new ConnectedApp("web", { clientType: "first_party" });
      await getConnectedApp({ clientName: "web" });
    });
    expect(outcome.ok).toBe(false);
    expect(outcome.output).toContain("[ERR_STYTCH_NOT_FOUND] getConnectedApp");
  });

  it("by a secret name fail without the name", async () => {
    const outcome = await stack.preview(async () => {
      const { clientId } = getConnectedAppOutput({ clientName: pulumi.secret("canary-name") });
      return { clientId };
    });
    expect(outcome.ok).toBe(false);
    expect(outcome.output).toContain("getConnectedApp({ clientName: [secret] })");
    expect(outcome.output).not.toContain("canary-name");
  });

  it("fail with their message, where no SDK stands between alone", async () => {
    const cli = await scope.cli(project);
    const at = ["--cwd", (await scope.example("look-up")).folder];
    await cli.pulumi(...at, "stack", "init", "test");
    const { code, stdout, stderr } = await cli.pulumi(...at, "preview", "--non-interactive");
    expect(code).not.toBe(0);
    expect(stderr).toBe("");
    // The engine prints it as it comes, and again at the end.
    const [, diagnostics = ""] = stdout.split("Diagnostics:");
    const shown = door.tellsLookups ? '"Example Web"' : "[secret]";
    const message = `[ERR_STYTCH_NOT_FOUND] getConnectedApp({ clientName: ${shown} }): project-`;
    expect(diagnostics.split(message)).toHaveLength(2);
    expect(stdout.includes("unhandled")).toBe(!door.tellsLookups);
    expect(/^\s+at /m.test(stdout)).toBe(!door.tellsLookups);
  });
});

describe("ConnectedApp.get", () => {
  it("reads a client that it leaves alone", async () => {
    const { client_id } = await project.add({ client_type: "first_party", client_name: "web" });
    const outcome = await stack.up(async () => {
      const { clientName, clientSecret, status } = ConnectedApp.get("web", client_id);
      return { clientName, clientSecret, status };
    });
    expect(outcome.ok, outcome.output).toBe(true);
    const outputs = { clientName: { value: "web" }, status: { value: "active" } };
    expect(outcome.outputs).toMatchObject(outputs);
    const untouched = await project.requestsDuring(() => stack.destroy());
    expect(untouched).toEqual({});
    expect(await project.clients()).toHaveLength(1);
  });
});
