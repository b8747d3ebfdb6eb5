import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as tar from "tar";
import { beforeAll, describe, expect, test } from "vitest";
import { REPOSITORY, run } from "../../e2e/_process.ts";
import { suiteScope } from "../../e2e/_scope.ts";
import { SCHEMA } from "../schema/_schema.ts";
import { succeed } from "./_commands.ts";
import { nodejsSdkIn, npm } from "./_nodejs.ts";

const scope = suiteScope();
const COMPILER = join(REPOSITORY, "node_modules/typescript/bin/tsc");

describe("the package for Node.js", () => {
  let folder: string;
  let sdk: string;
  beforeAll(async () => {
    folder = await scope.folder();
    sdk = await nodejsSdkIn(folder);
  });

  test("is packed by npm alone: compiled code, its types and the licence, and loads", async () => {
    const packed = JSON.parse(await npm(folder, "pack", "--json", sdk));
    const [{ filename, files }] = Object.values(packed) as [
      { filename: string; files: { path: string }[] },
    ];
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "LICENSE",
        "README.md",
        "package.json",
        "bin/index.js",
        "bin/index.d.ts",
      ]),
    );
    expect(paths.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))).toEqual([]);

    const installed = join(folder, "node_modules/pulumi-stytch");
    await mkdir(installed);
    await tar.extract({ file: join(folder, filename), cwd: installed, strip: 1 });
    const program = `const sdk = require("pulumi-stytch");
const { getVersion } = require("pulumi-stytch/bin/utilities.js");
console.log(JSON.stringify([getVersion(), Object.keys(sdk)]));`;
    const [version, names] = JSON.parse(
      await succeed(process.execPath, ["--eval", program], { cwd: folder }),
    );
    expect(version).toBe(SCHEMA.version);
    expect(names).toEqual(
      expect.arrayContaining(["ConnectedApp", "OrganizationConnectedApps", "Provider"]),
    );

    const settings = {
      compilerOptions: { module: "nodenext", strict: true, noEmit: true, types: [] },
    };
    const typed =
      'import { ConnectedApp } from "pulumi-stytch";\nnew ConnectedApp("a", { clientType: 1 });\n';
    await writeFile(join(folder, "program.ts"), typed);
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({ ...settings, files: ["program.ts"] }),
    );
    const compiled = await run(process.execPath, [COMPILER, "-p", folder]);
    expect(compiled.stdout).toMatch(/program\.ts\(2,25\): error TS2322/);
  });

  test("has sources that compile for ES2020", async () => {
    const older = ["--target", "es2020", "--lib", "es2020", "--noEmit"];
    await succeed(process.execPath, [COMPILER, "-p", sdk, ...older]);
  });
});
