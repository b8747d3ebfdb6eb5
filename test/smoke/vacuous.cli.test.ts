import { describe, expect, test } from "vitest";
import { environmentOf, runCli } from "./_cli.ts";
import { openScene, type Scene } from "./_harness.ts";

describe("stytch-smoke w/ the state of a stack", () => {
  const stateOf = ({ target }: Scene, inputs: object, more: object[] = []) => {
    const type = "pulumi-nodejs:dynamic/stytch:ConnectedApp";
    const { clientId: id, clientSecret, clientType, clientName } = target.app;
    const outputs = { clientType, clientSecret, projectId: target.projectId };
    const urn = `urn:pulumi:dev::infra::${type}::web`;
    const web = { urn, type, id, inputs: { clientType, clientName, ...inputs }, outputs };
    return JSON.stringify({ version: 3, deployment: { resources: [web, ...more] } });
  };

  const declared = ({ target: { app } }: Scene) => ({
    redirectUrls: app.redirectUrls,
    fullAccessAllowed: true,
    accessTokenExpiryMinutes: 30,
    accessTokenCustomAudience: app.accessTokenCustomAudience,
    accessTokenTemplateContent: app.accessTokenTemplateContent,
  });
  const args = ["--outputs", "-", "--all", "--only", "client-registered"];

  test("passes a client that is as declared, and fails one that others changed", async () => {
    const scene = await openScene();
    const env = environmentOf(scene);
    const input = stateOf(scene, declared(scene));
    const { code, stdout } = await runCli(args, { env, input });
    expect(code, stdout).toBe(0);
    const { accessTokenExpiryMinutes: _minutes, ...others } = declared(scene);
    const undeclared = await runCli(args, { env, input: stateOf(scene, others) });
    expect(undeclared.code).toBe(1);
    expect(undeclared.stdout).toContain(
      "values other than those declared for accessTokenExpiryMinutes",
    );
    await scene.api("PUT", `/v1/connected_apps/clients/${scene.target.app.clientId}`, {
      redirect_urls: ["https://evil.example/cb"],
    });
    const changed = await runCli(args, { env, input });
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain("values other than those declared for redirectUrls");
  });

  test("w/ --all and a client that cannot be tested reports it, and does not succeed", async () => {
    const scene = await openScene();
    const type = "stytch:index:ConnectedApp";
    const lost = {
      urn: `urn:pulumi:dev::infra::${type}::lost`,
      type,
      id: "connected-app-test-lost",
      outputs: { clientType: "first_party" },
    };
    const input = stateOf(scene, declared(scene), [lost]);
    const env = environmentOf(scene);
    const { code, stdout } = await runCli(args, { env, input });
    expect(code).toBe(2);
    expect(stdout).toContain("stopped: lost was not tested: the stack does not know its secret");
    expect(stdout).toMatch(/2 apps: 1 passed, 1 stopped/);
    const junit = await runCli([...args, "--format", "junit"], { env, input });
    expect(junit.stdout).toContain("lost was not tested");
  });
});
