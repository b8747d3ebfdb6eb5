import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CustomResource, secret } from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCli } from "../e2e/_cli.ts";
import { register } from "../e2e/_clients.ts";
import { startProject, type TestProject } from "../e2e/_project.ts";
import { startStack, type TestStack } from "../e2e/_stack.ts";
import { thirdParty } from "./_client.ts";
import { withPack } from "./_with-pack.ts";

/** Every secret text of these programs has one of these in it. */
const TOLD = /hunter2|kingfisher|k1ngfisher/;

let project: TestProject;
let stack: TestStack;
beforeAll(async () => {
  project = await startProject();
  stack = await startStack(project);
});
afterAll(async () => {
  await stack.remove();
  await project.close();
});

/** A client as somebody else's provider creates it, which refuses nothing. */
class OtherApp extends CustomResource {
  constructor(name: string, properties: Record<string, unknown>) {
    const __provider = 'exports.handler=()=>({create:async(outs)=>({id:"1",outs})})';
    const inputs = { accessTokenCustomAudience: `https://${name}.example`, ...properties };
    super("pulumi-nodejs:dynamic:Resource", name, { ...thirdParty(inputs), __provider });
  }
}

const SETTINGS = { "connected-app-secret-outputs-marked": "disabled" };

describe("what a program marks as secret", () => {
  it("is in no message of a preview, whatever rule it breaks", async () => {
    const flags = await withPack(stack, SETTINGS);
    const address = "https://user:hunter2@*.kingfisher.dev/cb";
    const preview = await stack.preview(async () => {
      register("element", thirdParty({ redirectUrls: [secret(address), "http://plain.dev/cb"] }));
      register("list", thirdParty({ redirectUrls: secret([address]) }));
      new OtherApp("after", { postLogoutRedirectUrls: [secret(address)] });
      new OtherApp("twice", { redirectUrls: ["https://a.dev", "https://a.dev", secret(address)] });
      new OtherApp("template", { idTokenTemplateContent: secret('{"sub": "kingfisher"}') });
      new OtherApp("part", { accessTokenTemplateContent: { aud: secret({ hunter2: 1 }) } });
      new OtherApp("name", { clientName: secret("hunter2\u200b"), logoUrl: secret("hunter2") });
      new OtherApp("flag", { fullAccessAllowed: secret(true) });
      const audience = { accessTokenCustomAudience: secret("https://kingfisher.dev") };
      new OtherApp("one", { ...audience, redirectUrls: [secret("https://kingfisher.dev/cb")] });
      new OtherApp("same", { ...audience, redirectUrls: ["https://k1ngfisher.dev/cb"] });
    }, flags);
    expect(preview.ok).toBe(false);
    expect(preview.output).not.toMatch(TOLD);
    for (const [rule, name] of [
      ["redirect-no-wildcard", "element"],
      ["redirect-no-userinfo", "list"],
      ["post-logout-no-userinfo", "after"],
      ["redirect-no-wildcard", "twice"],
      ["claims-template-safe", "template"],
      ["claims-template-safe", "part"],
      ["third-party-name-lookalike", "name"],
      ["logo-https", "name"],
      ["no-full-access-for-third-party", "flag"],
      ["audience-not-shared", "one"],
      ["redirect-host-lookalike", "same"],
    ])
      expect(preview.output).toMatch(new RegExp(`connected-app-${rule} .*: ${name}\\)`));
    expect(preview.output).toContain('redirectUrls[1] is "http://plain.dev/cb"');
    expect(preview.output).toContain("redirectUrls[0] is [secret]");
  });

  it("is in no message of an update, in which the outputs are judged, and of the next preview", async () => {
    const program = async () => {
      const redirectUrls = [secret("https://kingfisher.dev/cb?next=https://hunter2.dev")];
      register("one", thirdParty({ redirectUrls }));
      register("other", thirdParty({ redirectUrls: ["https://k1ngfisher.dev/cb"] }));
    };
    const config = { ...SETTINGS, "connected-apps": { profile: "advisory" } };
    const flags = await withPack(stack, config);
    const up = await stack.up(program, flags);
    expect(up, up.output).toMatchObject({ ok: true });
    const preview = await stack.preview(program, flags);
    for (const { output } of [up, preview]) {
      expect(output).toMatch(/advisory.*redirect-open-redirector-params.*: one\)/);
      expect(output).toMatch(/advisory.*redirect-host-lookalike.*: other\)/);
      expect(output).not.toMatch(/hunter2|"[^"]*k[1i]ngfisher/);
    }
  });

  it("is in no message on the state, unless the command can decrypt it", async () => {
    const file = join(stack.folder, "state.json");
    await writeFile(file, JSON.stringify(await stack.state()));
    const cli = await startCli({});
    const analyze = () =>
      cli.pulumi("policy", "analyze", "--policy-pack", "policy", "--file", file);
    const decrypted = await analyze();
    expect(decrypted.stdout).toContain('redirectUrls[0] is "https://kingfisher.dev/cb');
    cli.environment.PULUMI_CONFIG_PASSPHRASE = "none";
    const { stdout, stderr } = await analyze();
    expect(stdout).toMatch(/redirect-host|connected-apps/);
    expect(stdout).toContain("redirectUrls is a secret that could not be decrypted");
    expect(stdout + stderr).not.toMatch(/hunter2|"[^"]*kingfisher/);
    await cli.remove();
    await stack.destroy();
  });
});
