import { beforeAll, expect, it } from "vitest";
import type { Cli } from "./_cli.ts";
import { suiteScope } from "./_scope.ts";

/** Runs, and is wrong for the compiler alone. */
const PROGRAM = `
import { ConnectedApp } from "pulumi-stytch-connected-apps";
const minutes: number = "thirty".length;
const wrong: string = minutes;
new ConnectedApp("web", { clientType: "first_party", accessTokenExpiryMinutes: minutes });
`;

/** What TypeScript 6 needs to compile for the SDK, which is CommonJS. */
const COMPILER = { module: "node16", moduleResolution: "node16", strict: true, skipLibCheck: true };

const scope = suiteScope();
let cli: Cli;
let folder: string;

beforeAll(async () => {
  cli = await scope.cli(await scope.project());
  folder = await scope.program("transpile", {
    "package.json": '{"name":"transpile"}',
    "tsconfig.json": JSON.stringify({ compilerOptions: COMPILER }),
    "index.ts": PROGRAM,
  });
  expect(await cli.pulumi("--cwd", folder, "stack", "init", "test")).toMatchObject({ code: 0 });
});

const preview = (environment: Record<string, string>) =>
  cli.pulumiWith(environment, "--cwd", folder, "preview");

it("runs a program without the check of its types where that is asked for, and only there", async () => {
  const checked = await preview({ PULUMI_NODEJS_TRANSPILE_ONLY: "false" });
  expect(checked.code).not.toBe(0);
  expect(checked.stdout).toContain("Type 'number' is not assignable to type 'string'");

  const { code, stdout } = await preview({ PULUMI_NODEJS_TRANSPILE_ONLY: "true" });
  expect(code, stdout).toBe(0);
  expect(stdout).toContain("+ 2 to create");
});
