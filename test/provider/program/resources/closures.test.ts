import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import type { ConnectedApp } from "../../../../provider/src/program/resources/connected-app.ts";
import { makeAccess, makeApp, SECRET } from "./_made.ts";

/** Serializes a function as Pulumi does for what it deploys, and calls what comes out. */
async function deployed(closure: () => unknown) {
  const { text, exportName } = await pulumi.runtime.serializeFunction(closure);
  const module = { exports: {} as Record<string, () => unknown> };
  const run = new Function("module", "exports", "require", text);
  run(module, module.exports, createRequire(import.meta.url));
  return { text, result: module.exports[exportName]?.() };
}

describe("a closure over", () => {
  test("the id holds it alone", async () => {
    const app = await makeApp();
    const { text, result } = await deployed(() => app.clientId.get());
    expect(result).toBe("id-of-web");
    expect(text).not.toContain(SECRET);
  });

  test.each<[string, (app: ConnectedApp) => () => unknown, string]>([
    ["the name", (app) => () => app.clientName.get(), "web"],
    ["the project", (app) => () => app.projectId.get(), "project-test-1"],
    ["the status", (app) => () => app.status.get(), "active"],
  ])("%s holds it alone", async (_title, over, expected) => {
    const { text, result } = await deployed(over(await makeApp()));
    expect(result).toBe(expected);
    expect(text).not.toContain(SECRET);
  });

  test("the secret is refused", async () => {
    const app = await makeApp();
    await expect(deployed(() => app.clientSecret.get())).rejects.toThrow(
      "Secret outputs cannot be captured",
    );
  });

  test("the id of an organization holds it alone", async () => {
    const access = await makeAccess();
    const { result } = await deployed(() => access.resolvedOrganizationId.get());
    expect(result).toBe("id-of-acme");
  });
});
