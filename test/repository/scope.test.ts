import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Scope, testScope } from "../e2e/_scope.ts";

describe("a scope of tests", () => {
  it("ends what was started, the latest first, and only once", async () => {
    const scope = new Scope();
    const ended: string[] = [];
    for (const name of ["first", "second"]) scope.keep(name, async () => ended.push(name));
    await scope.end();
    await scope.end();
    expect(ended).toEqual(["second", "first"]);
  });

  it("ends the rest where something fails to end, and says what failed", async () => {
    const scope = new Scope();
    const folder = await scope.folder();
    scope.defer(() => Promise.reject(new Error("still locked")));
    await expect(scope.end()).rejects.toThrow("still locked");
    expect(existsSync(folder)).toBe(false);
  });

  it("lays out programs and examples that find the packages, and takes them away", async () => {
    const scope = new Scope();
    const program = await scope.program("shop", { "index.js": "// nothing" });
    expect((await readdir(program)).toSorted()).toEqual([
      "Pulumi.yaml",
      "index.js",
      "node_modules",
    ]);
    expect(await readFile(join(program, "Pulumi.yaml"), "utf8")).toContain("name: shop\n");
    const example = await scope.example("ci");
    const killer = await scope.killer();
    const cli = await scope.cli(await scope.project(), killer.environment);
    expect(cli.environment).toMatchObject({
      ...killer.environment,
      STYTCH_SECRET: expect.stringMatching(/^secret-/),
    });
    const folders = [program, example.folder, cli.backend];
    expect(folders.every((folder) => existsSync(folder))).toBe(true);
    await scope.end();
    expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
  });

  let folder = "";
  it("of one test lasts as long as the test", async () => {
    folder = await testScope().folder();
    expect(existsSync(folder)).toBe(true);
  });
  it("is over at the next test", () => {
    expect(folder).not.toBe("");
    expect(existsSync(folder)).toBe(false);
  });
});
