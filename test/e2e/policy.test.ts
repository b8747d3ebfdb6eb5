import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cli, startCli } from "./_cli.ts";
import { register } from "./_clients.ts";
import { REPOSITORY } from "./_process.ts";
import { startProject, type TestProject } from "./_project.ts";
import { credentials, startStack, type TestStack } from "./_stack.ts";

const policyPacks = [join(REPOSITORY, "policy")];

let project: TestProject;
let stack: TestStack;
let cli: Cli;

beforeAll(async () => {
  project = await startProject();
  stack = await startStack(project);
  cli = await startCli(credentials(project));
});
afterAll(async () => {
  await stack.remove();
  await cli.remove();
  await project.close();
});

describe("the policy pack", () => {
  it.each([
    ["fullAccessAllowed", "connected-app-no-full-access-for-third-party"],
    ["bypassConsentForOfflineAccess", "connected-app-no-consent-bypass-for-third-party"],
  ])("refuses %s on third-party clients at preview: %s", async (flag, policy) => {
    const requests = await project.requestsDuring(async () => {
      const outcome = await stack.preview(
        async () => {
          register("partner", { clientType: "third_party", [flag]: true });
        },
        { policyPacks },
      );
      expect(outcome.ok).toBe(false);
      expect(outcome.output).toContain(policy);
      expect(outcome.output).toContain("mandatory");
      expect(outcome.output).toContain("(pulumi-nodejs:dynamic/stytch:ConnectedApp: partner)");
    });
    expect(requests).toEqual({});
  });

  it("lets clients pass that break no rule, and says nothing", async () => {
    const outcome = await stack.up(
      async () => {
        register("own", {
          clientType: "first_party",
          redirectUrls: ["https://app.example.com/callback"],
        });
        register("partner", {
          clientType: "third_party",
          redirectUrls: ["https://partner.example.com/callback"],
          fullAccessAllowed: false,
          accessTokenExpiryMinutes: 15,
          accessTokenCustomAudience: "https://api.example.com",
        });
      },
      { policyPacks },
    );
    expect(outcome).toMatchObject({ ok: true, changes: { create: 3 } });
    expect(outcome.output).not.toContain("connected-app-");
    await stack.destroy();
  });

  it("stops the example that breaks a rule before anything is created", async () => {
    const at = ["--cwd", "examples/refused"];
    await cli.pulumi(...at, "stack", "init", "refused");
    const requests = await project.requestsDuring(async () => {
      const up = await cli.pulumi(...at, "up", "--yes", "--policy-pack", "../../policy");
      expect(up.code).not.toBe(0);
      expect(up.stdout + up.stderr).toContain("connected-app-no-full-access-for-third-party");
    });
    expect(requests).toEqual({});
  });
});
