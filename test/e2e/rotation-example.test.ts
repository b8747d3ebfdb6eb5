import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Cli } from "./_cli.ts";
import type { ExampleCopy } from "./_example-copy.ts";
import { REPOSITORY, run } from "./_process.ts";
import type { TestProject } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import { smokeWith } from "./_smoke.ts";

interface App {
  clientId: string;
  clientSecret: string;
}

const scope = suiteScope();
let project: TestProject;
let cli: Cli;
let example: ExampleCopy;
/** The client with its first secret, and with the one that follows. */
let first: App;
let second: App;

beforeAll(async () => {
  project = await scope.project();
  cli = await scope.cli(project);
  example = await scope.example("rotate-secret");
  await pulumi("stack", "init", "example");
});

const pulumi = (...args: string[]) => cli.pulumi("--cwd", example.folder, ...args);
const works = ({ clientId, clientSecret }: App) => smokeWith(project, clientId, clientSecret);

async function apply(commit: string): Promise<void> {
  const applied = await run("git", ["apply", commit], { cwd: example.folder });
  expect(applied, applied.stderr).toMatchObject({ code: 0 });
}

async function up(): Promise<{ current: App; next?: App }> {
  const result = await pulumi("up", "--yes", "--policy-pack", "../../policy");
  expect(result, result.stdout + result.stderr).toMatchObject({ code: 0 });
  const { stdout } = await pulumi("stack", "output", "--json", "--show-secrets");
  return JSON.parse(stdout);
}

/** The smoke test's command line on all that the stack exports. */
async function smokeAll() {
  const command = join(REPOSITORY, "smoke/dist/cli.js");
  const { stdout } = await pulumi("stack", "output", "--json", "--show-secrets");
  const script = `${JSON.stringify(process.execPath)} ${JSON.stringify(command)} --outputs - --all --temporary-subject`;
  return run("sh", ["-c", `printf %s "$OUTPUTS" | ${script}`], {
    env: { ...cli.environment, OUTPUTS: stdout },
  });
}

describe("the example rotate-secret", () => {
  it("begins with one secret, which works", async () => {
    const { current, next } = await up();
    expect(next).toBeUndefined();
    expect(await works(current)).toBe("works");
    first = current;
  });

  it("has two with 1-start.diff, which both work; a --diff preview says so", async () => {
    await apply("1-start.diff");
    const preview = await pulumi("preview", "--diff", "--non-interactive");
    expect(preview.stdout + preview.stderr).toContain("secret rotation starts");
    const { current, next } = await up();
    expect(current).toEqual(first);
    expect(await works(current)).toBe("works");
    expect(next?.clientId).toBe(first.clientId);
    second = next as App;
    expect(second.clientSecret).not.toBe(first.clientSecret);
    expect(await works(second)).toBe("works");
    const all = await smokeAll();
    expect(all, all.stdout + all.stderr).toMatchObject({ code: 0 });
    expect(all.stdout).toMatch(/current[\s\S]*next/);
  });

  it("has the second alone with 2-complete.diff; the first is revoked", async () => {
    await apply("2-complete.diff");
    const { current, next } = await up();
    expect(next).toBeUndefined();
    expect(current).toEqual(second);
    expect(await works(current)).toBe("works");
    expect(await works(first)).toBe("token");
    const unchanged = await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    expect(unchanged).toMatchObject({ code: 0 });
  });
});
