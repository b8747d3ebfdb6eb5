import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { secret } from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCli } from "../e2e/_cli.ts";
import { startProject, type TestProject } from "../e2e/_project.ts";
import type { TestStack } from "../e2e/_stack.ts";
import { thirdParty } from "../policy/_client.ts";
import { withPack } from "../policy/_with-pack.ts";
import { startPluginStack } from "./_plugin-stack.ts";
import { PluginApp, PluginOrganization, PluginProvider } from "./_resources.ts";

let project: TestProject;
let stack: TestStack;
beforeAll(async () => {
  project = await startProject();
  stack = await startPluginStack(project);
});
afterAll(async () => {
  await stack.remove();
  await project.close();
});

/** A client that breaks no rule, with something else. */
function register(name: string, change: object = {}, options: object = {}) {
  const accessTokenCustomAudience = `https://${name}.example`;
  return new PluginApp(name, thirdParty({ accessTokenCustomAudience, ...change }), options);
}

const URL_WITH_PASSWORD = "https://user:hunter2@*.kingfisher.dev/cb";

/** What breaks a rule, by the rule. */
const DANGEROUS = {
  "redirect-no-wildcard": { redirectUrls: ["https://*.example.com/cb"] },
  "redirect-canonical": { redirectUrls: ["https://EXAMPLE.com/cb"] },
  "redirect-no-userinfo": { redirectUrls: [secret(URL_WITH_PASSWORD)] },
  "post-logout-no-userinfo": { postLogoutRedirectUrls: secret([URL_WITH_PASSWORD]) },
  "access-token-lifetime": { accessTokenExpiryMinutes: 120 },
  "claims-template-safe": { idTokenTemplateContent: '{"sub": "someone"}' },
  "third-party-name-lookalike": { clientName: "Stytch\u200b" },
  "logo-https": { logoUrl: "http://example.com/logo.png" },
};

describe("the policies, in a preview of the plugin's clients", () => {
  it("refuse dangerous ones at their names, and tell no secret", async () => {
    const flags = await withPack(stack, {});
    const requests = await project.requestsDuring(async () => {
      const preview = await stack.preview(async () => {
        for (const [rule, change] of Object.entries(DANGEROUS)) register(rule, change);
        register("good");
      }, flags);
      expect(preview.ok).toBe(false);
      for (const name of Object.keys(DANGEROUS)) {
        const at = `connected-app-${name} .*stytch:index:ConnectedApp: ${name}\\)`;
        expect(preview.output).toMatch(new RegExp(at));
      }
      expect(preview.output).toContain("redirectUrls[0] is [secret]");
      expect(preview.output).not.toMatch(/hunter2|kingfisher/);
      expect(preview.output).not.toContain("ConnectedApp: good)");
    });
    expect(requests).toEqual({});
  });

  it("say nothing of good ones, whose outputs a preview does not know", async () => {
    const preview = await stack.preview(
      async () => {
        register("good", { nextSecretVersion: "2" });
      },
      await withPack(stack, {}),
    );
    expect(preview, preview.output).toMatchObject({ ok: true });
    expect(preview.output).not.toMatch(/connected-app-|can't run policy/);
  });

  it("judge by the project of each provider, and of the stack's configuration", async () => {
    const LIVE = "project-live-11111111-2222-4333-8444-555555555555";
    const program = async () => {
      const of = (projectId: unknown) => ({ projectId, secret: "s", apiUrl: project.url });
      const live = new PluginProvider("live", of(LIVE));
      const test = new PluginProvider("test", of(project.projectId));
      register("in-live", {}, { provider: live });
      register("in-test", {}, { provider: test });
      register("of-stack");
    };
    const flags = await withPack(stack, { "connected-app-live-protected": "mandatory" });
    const notProtected = (output: string) =>
      new Set(output.match(/(?<=mandatory.*connected-app-live-protected .*: )\S+(?=\))/g));
    expect(notProtected((await stack.preview(program, flags)).output)).toEqual(
      new Set(["in-live"]),
    );
    await stack.setConfig("stytch:projectId", LIVE);
    const { output } = await stack.preview(program, flags);
    expect(notProtected(output)).toEqual(new Set(["in-live", "of-stack"]));
    await stack.setConfig("stytch:projectId", project.projectId);
  });

  it("judge the setting of an organization", async () => {
    const { output } = await stack.preview(
      async () => {
        new PluginOrganization("acme", { organizationId: "acme" });
      },
      await withPack(stack, { "connected-app-organization-third-party-apps": "mandatory" }),
    );
    expect(output).toMatch(/mandatory.*third-party-apps .*OrganizationConnectedApps: acme\)/);
  });
});

describe("the policies, of what Stytch and the plugin decide", () => {
  const AGE = "connected-app-secret-max-age";
  const OPEN = "connected-app-rotation-not-left-open";
  const NO_TIME = { warnDays: 1e-9, maxDays: 1e-9 };
  const program = async () => {
    register("partner", { nextSecretVersion: "2" });
  };

  it("judge it once a client exists, previews included", async () => {
    const up = await stack.up(program, await withPack(stack, {}));
    expect(up, up.output).toMatchObject({ ok: true });
    const preview = await stack.preview(
      program,
      await withPack(stack, { [AGE]: NO_TIME, [OPEN]: NO_TIME }),
    );
    expect(preview.ok).toBe(false);
    expect(preview.output).toMatch(new RegExp(`advisory.*${AGE}`));
    expect(preview.output).toMatch(new RegExp(`mandatory.*${OPEN}`));
  });

  it("judge it on the state, which has no secret in clear and in no message", async () => {
    const { partner } = await stack.apps();
    const secrets = ["clientSecret", "nextClientSecret"].map((name) => partner?.outputs?.[name]);
    const encrypted = { ciphertext: expect.any(String) };
    expect(secrets).toMatchObject([encrypted, encrypted]);
    const file = join(stack.folder, "state.json");
    await writeFile(file, JSON.stringify(await stack.state()));
    const config = join(stack.folder, "config.json");
    await writeFile(config, JSON.stringify({ [OPEN]: NO_TIME }));
    const cli = await startCli({});
    const { code, stdout, stderr } = await cli.pulumi(
      ...["policy", "analyze", "--policy-pack", "policy"],
      ...["--policy-pack-config", config, "--file", file],
    );
    await cli.remove();
    expect(code, stdout + stderr).not.toBe(0);
    expect(stdout + stderr).toMatch(new RegExp(`mandatory.*${OPEN} .*: partner\\)`));
    expect(stdout + stderr).not.toContain("secret-outputs-marked");
    expect(await stack.destroy()).toMatchObject({ ok: true });
  });
});
