import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { StytchProvider } from "../../../../provider/src/program/resources/stytch-provider.ts";
import { mockEngine, resolved } from "./_mocks.ts";

const LEAST = { projectId: "project-test-1", secret: "canary" };

describe("StytchProvider", () => {
  it("registers what was given under the keys of a stack's configuration, as text", async () => {
    const registered = await mockEngine();
    const provider = new StytchProvider("other", {
      ...LEAST,
      timeoutSeconds: pulumi.output(30),
      maxConcurrentRequests: 2,
      apiUrl: undefined,
      readAtPreview: true,
      allowDestructive: ["a", pulumi.output("b")],
    });
    await resolved(provider.urn);
    expect(registered).toEqual([
      {
        type: "pulumi:providers:pulumi-nodejs",
        name: "other",
        inputs: {
          "stytch:projectId": "project-test-1",
          "stytch:secret": expect.objectContaining({ value: "canary" }),
          "stytch:readAtPreview": "true",
          "stytch:timeoutSeconds": "30",
          "stytch:maxConcurrentRequests": "2",
          "stytch:allowDestructive": "a,b",
        },
      },
    ]);
  });

  it.each([
    ["no project id", { secret: "canary" }, "projectId is missing"],
    ["an empty project id", { ...LEAST, projectId: "" }, "projectId is missing"],
    ["no secret", { projectId: "project-test-1" }, "secret is missing"],
    ["a secret that is none", { ...LEAST, secret: 7 }, "secret is missing"],
    [
      "a misspelt argument",
      { ...LEAST, timeout: 5 },
      "timeout is not an argument; did you mean timeoutSeconds?",
    ],
  ])("refuses %s, so that the environment's project is not taken", (_title, args, problem) => {
    const make = () => new StytchProvider("other", args as unknown as typeof LEAST);
    expect(make).toThrow(expect.objectContaining({ code: "ERR_STYTCH_SETTINGS" }));
    expect(make).toThrow(`StytchProvider other: ${problem}`);
    expect(make).not.toThrow("canary");
  });

  it("makes the secret a Pulumi secret", async () => {
    await mockEngine();
    const provider = new StytchProvider("other", LEAST);
    const secret = Reflect.get(provider, "stytch:secret") as pulumi.Output<string>;
    expect(await pulumi.isSecret(secret)).toBe(true);
  });
});
