import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Cli, startCli } from "./_cli.ts";
import { REPOSITORY, run } from "./_process.ts";
import { startProject, type TestProject } from "./_project.ts";
import { credentials } from "./_stack.ts";

/** Runs, and is wrong for the compiler alone. */
const PROGRAM = `
import { ConnectedApp } from "pulumi-stytch-connected-apps";
const minutes: number = "thirty".length;
const wrong: string = minutes;
new ConnectedApp("web", { clientType: "first_party", accessTokenExpiryMinutes: minutes });
`;

/** What TypeScript 6 needs to compile for the SDK, which is CommonJS. */
const COMPILER = { module: "node16", moduleResolution: "node16", strict: true, skipLibCheck: true };

let project: TestProject;
let cli: Cli;
let folder: string;

beforeAll(async () => {
  project = await startProject();
  cli = await startCli(credentials(project));
  folder = await mkdtemp(join(tmpdir(), "stytch-transpile-"));
  await symlink(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{"name":"transpile"}');
  await writeFile(join(folder, "Pulumi.yaml"), "name: transpile\nruntime: nodejs\n");
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: COMPILER }));
  await writeFile(join(folder, "index.ts"), PROGRAM);
  expect(await cli.pulumi("--cwd", folder, "stack", "init", "test")).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await cli.remove();
  await project.close();
  await rm(folder, { recursive: true, force: true });
});

function preview(environment: Record<string, string>) {
  const env = { ...cli.environment, ...environment };
  return run("npm", ["run", "--silent", "pulumi", "--", "--cwd", folder, "preview"], { env });
}

it("runs a program without the check of its types where that is asked for, and only there", async () => {
  const checked = await preview({ PULUMI_NODEJS_TRANSPILE_ONLY: "false" });
  expect(checked.code).not.toBe(0);
  expect(checked.stdout).toContain("Type 'number' is not assignable to type 'string'");

  const { code, stdout } = await preview({ PULUMI_NODEJS_TRANSPILE_ONLY: "true" });
  expect(code, stdout).toBe(0);
  expect(stdout).toContain("+ 2 to create");
});
