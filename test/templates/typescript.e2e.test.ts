import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packInto } from "../../tools/release/pack.ts";
import type { TestProject } from "../e2e/_project.ts";
import { suiteScope } from "../e2e/_scope.ts";
import { livesThroughItsScripts, type NewProject, newProject } from "./_new-project.ts";

// An installation and several starts of an engine each: minutes on a busy machine.
const TIMEOUT_MS = 400_000;

describe("a project of the template typescript", { timeout: TIMEOUT_MS }, () => {
  const scope = suiteScope();
  let project: TestProject;
  let created: NewProject;

  beforeAll(async () => {
    const folder = await scope.folder();
    const packed = await packInto(folder);
    const packages = packed
      .filter(({ name }) => name.includes("connected-apps"))
      .map(({ filename }) => join(folder, filename));
    project = await scope.project();
    created = await newProject("typescript", folder, project, { packages });
  }, TIMEOUT_MS);

  it("is checked, deployed under its policies, smoke-tested and destroyed by its scripts", async () => {
    await livesThroughItsScripts(created, "index.ts", project);
  });

  it("has its types checked by TypeScript 6 and by TypeScript 5.9, which both run it", async () => {
    expect(await created.succeed("npx", "tsc", "--version")).toContain("Version 6.");
    await created.succeed("npm", "install", "--no-audit", "--no-fund", "typescript@5.9");
    await created.succeed("npm", "run", "check");
    await created.change("index.ts", "redirectUrls", "redirectUrl");
    const refused = await created.run("npm", "run", "preview");
    expect(refused.stdout).toContain("Did you mean to write 'redirectUrls'?");
    await created.change("index.ts", "redirectUrl", "redirectUrls");
    expect(await created.succeed("npm", "run", "preview")).toContain("+ 2 to create");
  });

  it("runs without a compiler, by the type stripping of Node.js", async () => {
    const stripped =
      "runtime:\n  name: nodejs\n  options:\n    typescript: false\nmain: index.ts\n";
    await created.change("Pulumi.yaml", "runtime: nodejs\n", stripped);
    await created.change("index.ts", "const web =", "const web: ConnectedApp =");
    expect(await created.succeed("npm", "run", "preview")).toContain("+ 2 to create");
  });
});
