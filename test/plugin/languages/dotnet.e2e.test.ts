import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { suiteScope } from "../../e2e/_scope.ts";
import { isThere, succeed } from "./_commands.ts";
import { sdkIn } from "./_sdk.ts";

const isMissing = !(await isThere("dotnet", ["--version"]));
if (isMissing) console.warn("The SDK for .NET is written, but not compiled: there is no `dotnet`.");

describe("the SDK for .NET", () => {
  const scope = suiteScope();

  test("is written", async () => {
    const sdk = await sdkIn(await scope.folder(), "dotnet");
    expect(await readdir(sdk)).toEqual(
      expect.arrayContaining(["Pulumi.Stytch.csproj", "ConnectedApp.cs", "logo.png"]),
    );
  });

  test.skipIf(isMissing)("compiles (skipped where dotnet is missing)", async () => {
    const sdk = await sdkIn(await scope.folder(), "dotnet");
    await succeed("dotnet", ["build", "--nologo"], { cwd: sdk });
  });
});
