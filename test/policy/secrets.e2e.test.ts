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
const LEAKED = /hunter2|kingfisher|k1ngfisher/;

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

/** A client as someone else's provider creates it, which refuses nothing. */
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
      register("element", thirdParty({ redirectUrls: [secret(address)] }));
      register("list", thirdParty({ redirectUrls: secret([address]) }));
      new OtherApp("after", { postLogoutRedirectUrls: [secret(address)] });
      new OtherApp("twice", { redirectUrls: ["https://a.dev", "https://a.dev", secret(address)] });
      new OtherApp("template", { idTokenTemplateContent: secret('{"sub": "kingfisher"}') });
      new OtherApp("part", { accessTokenTemplateContent: { aud: secret({ hunter2: 1 }) } });
      new OtherApp("name", { clientName: secret("hunter2\u200b"), logoUrl: secret("hunter2") });
      new OtherApp("flag", { fullAccessAllowed: secret(true) });
    }, flags);
    expect(preview.ok).toBe(false);
    expect(preview.output).not.toMatch(LEAKED);
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
    ])
      expect(preview.output).toMatch(new RegExp(`connected-app-${rule} .*: ${name}\\)`));
    expect(preview.output).toContain("redirectUrls[0] is [secret]");
  });

  it("is in no message of an update, in which the outputs are judged, and of the next preview", async () => {
    const program = async () => {
      const redirectUrls = [secret("https://kingfisher.dev/cb?next=https://hunter2.dev")];
      const accessTokenCustomAudience = "https://kingfisher.dev";
      const hidden = { redirectUrls, accessTokenCustomAudience: secret(accessTokenCustomAudience) };
      register("one", thirdParty(hidden));
      const open = { redirectUrls: ["https://k1ngfisher.dev/cb"], accessTokenCustomAudience };
      register("other", thirdParty(open));
    };
    const config = { ...SETTINGS, "connected-apps": { profile: "advisory" } };
    const flags = await withPack(stack, config);
    const up = await stack.up(program, flags);
    expect(up, up.output).toMatchObject({ ok: true });
    const preview = await stack.preview(program, flags);
    for (const { output } of [up, preview]) {
      expect(output).toMatch(/advisory.*redirect-open-redirector-params.*: one\)/);
      expect(output).toMatch(/advisory.*redirect-host-lookalike.*: other\)/);
      expect(output).toMatch(/advisory.*audience-not-shared.*: other\)/);
      expect(output).not.toMatch(/hunter2|"[^"]*k[1i]ngfisher/);
    }
  });

  it("is in no message on the state, whether the command can decrypt it or not", async () => {
    const file = join(stack.folder, "state.json");
    await writeFile(file, JSON.stringify(await stack.state()));
    const cli = await startCli({});
    const analyze = async () => {
      const command = ["policy", "analyze", "--policy-pack", "policy", "--file", file];
      const { stdout, stderr } = await cli.pulumi(...command);
      return stdout + stderr;
    };
    const decrypted = await analyze();
    expect(decrypted).toContain("redirectUrls[0] is [secret], with the parameter [secret]: ");
    cli.environment.PULUMI_CONFIG_PASSPHRASE = "none";
    const redacted = await analyze();
    expect(redacted).toContain("redirectUrls is a secret that could not be decrypted");
    for (const output of [decrypted, redacted])
      expect(output).not.toMatch(/hunter2|"[^"]*k[1i]ngfisher/);
    await cli.remove();
    await stack.destroy();
  });
});
