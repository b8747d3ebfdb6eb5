import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { register } from "../e2e/_clients.ts";
import { REPOSITORY } from "../e2e/_process.ts";
import { startProject, type TestProject } from "../e2e/_project.ts";
import { startStack, type TestStack } from "../e2e/_stack.ts";

const policyPacks = [join(REPOSITORY, "policy")];
const PARTNER = {
  clientType: "third_party",
  redirectUrls: ["https://partner.example/callback"],
  accessTokenExpiryMinutes: 15,
  accessTokenCustomAudience: "https://api.example.com",
} as const;

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

describe("the pack in a deployment", () => {
  it("remediates one property, and nothing else", async () => {
    const [url] = PARTNER.redirectUrls;
    const program = async () => {
      register("once", { ...PARTNER, clientName: "Partner" });
      register("twice", {
        ...PARTNER,
        clientName: "Partner",
        redirectUrls: [url, url],
        accessTokenCustomAudience: "https://other.example.com",
      });
    };
    const first = await stack.up(program, { policyPacks });
    expect(first).toMatchObject({ ok: true, changes: { create: 3 } });
    const { once, twice } = await stack.apps();
    expect(twice?.inputs).toEqual({
      ...once?.inputs,
      accessTokenCustomAudience: "https://other.example.com",
    });

    const second = await stack.up(program, { policyPacks });
    expect(second).toMatchObject({ ok: true, changes: { same: 3 } });
    await stack.destroy();
  });

  it("notes in a preview what it cannot know, and judges it in the update", async () => {
    const program = async () => {
      const { clientId } = register("first", PARTNER);
      register("second", {
        ...PARTNER,
        accessTokenCustomAudience: "https://other.example.com",
        accessTokenTemplateContent: clientId.apply(() => '{"sub": 1}'),
      });
    };
    const preview = await stack.preview(program, { policyPacks });
    expect(preview.ok).toBe(true);
    expect(preview.output).toContain("connected-app-claims-template-safe");
    expect(preview.output).toContain(".accessTokenTemplateContent can't be known during preview");

    const up = await stack.up(program, { policyPacks });
    expect(up.ok).toBe(false);
    expect(up.output).toContain('a template that sets the claim "sub"');
    expect(Object.keys(await stack.apps())).toEqual(["first"]);
    await stack.destroy();
  });
});
