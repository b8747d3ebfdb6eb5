import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Cli } from "./_cli.ts";
import { register } from "./_clients.ts";
import { REPOSITORY } from "./_process.ts";
import type { TestProject } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import type { TestStack } from "./_stack.ts";

const policyPacks = [join(REPOSITORY, "policy")];

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;
let cli: Cli;

beforeAll(async () => {
  project = await scope.project();
  stack = await scope.stack(project);
  cli = await scope.cli(project);
});

describe("the policy pack", () => {
  it("refuses full access for a third-party client at preview, beside the provider's own check", async () => {
    const requests = await project.requestsDuring(async () => {
      const outcome = await stack.preview(
        async () => {
          register("partner", { clientType: "third_party", fullAccessAllowed: true });
        },
        { policyPacks },
      );
      expect(outcome.ok).toBe(false);
      expect(outcome.output).toContain("connected-app-no-full-access-for-third-party");
      expect(outcome.output).toContain("mandatory");
      expect(outcome.output).toContain("(pulumi-nodejs:dynamic/stytch:ConnectedApp: partner)");
    });
    expect(requests).toEqual({});
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
