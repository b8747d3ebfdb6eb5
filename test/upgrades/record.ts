/**
 * `node test/upgrades/record.ts <version> [git ref]`: deploys the program in `test/upgrades/<version>`
 * to an emulator with the provider of that ref (default: the working tree, as built), and keeps the
 * state of the stack and of the emulator beside the program.
 */
import { copyFile, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCli } from "../e2e/_cli.ts";
import { REPOSITORY, run } from "../e2e/_process.ts";
import { startProject, type TestProject } from "../e2e/_project.ts";
import { FIXTURES, PROVIDER, programOf, STACK } from "./_fixtures.ts";

const [version, ref] = process.argv.slice(2);
if (version === undefined)
  throw new Error("Usage: node test/upgrades/record.ts <version> [git ref]");

const scratch = await mkdtemp(join(tmpdir(), "stytch-record-"));
const stateFile = join(scratch, "emulator.json");
const project = await startProject({ stateFile }, "b2b");
try {
  await addWhatPeopleMade(project);
  const state = await deploy(version, ref === undefined ? PROVIDER : await buildProvider(ref));
  await writeFile(join(FIXTURES, version, "state.json"), `${JSON.stringify(state, null, 2)}\n`);
  await project.close();
  await copyFile(stateFile, join(FIXTURES, version, "emulator.json"));
  await succeed(join(REPOSITORY, "node_modules/.bin/biome"), "format", "--write", FIXTURES);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** What the programs need that no program makes. */
async function addWhatPeopleMade(project: TestProject): Promise<void> {
  await project.addOrganization({ organization_name: "Acme", organization_slug: "acme" });
  await project.add({ client_type: "first_party", client_name: "Made by hand" });
}

/** @returns the stack's state as a person exports it, without the places in this machine's files. */
async function deploy(version: string, provider: string): Promise<unknown> {
  const program = await programOf(version, provider);
  const cli = await startCli({
    STYTCH_PROJECT_ID: project.projectId,
    STYTCH_SECRET: project.secret,
    STYTCH_API_URL: project.url,
  });
  const pulumi = async (...args: string[]) => {
    const { code, stdout, stderr } = await cli.pulumi("--cwd", program.folder, ...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${stdout}${stderr}`);
    return stdout;
  };
  try {
    await pulumi("stack", "init", STACK);
    await pulumi("up", "--yes", "--skip-preview");
    const exported = await pulumi("stack", "export");
    const places = ["sourcePosition", "stackTrace"];
    return JSON.parse(exported, (key, value) => (places.includes(key) ? undefined : value));
  } finally {
    await cli.remove();
    await program.remove();
  }
}

/** Builds the provider as of a commit, without touching the checkout. */
async function buildProvider(ref: string): Promise<string> {
  const archive = join(scratch, "source.tar");
  await succeed("git", "archive", "--output", archive, ref, "provider", "tsconfig.json");
  await succeed("tar", "--extract", "--file", archive, "--directory", scratch);
  const provider = join(scratch, "provider");
  await symlink(join(REPOSITORY, "node_modules"), join(scratch, "node_modules"));
  await symlink(join(PROVIDER, "node_modules"), join(provider, "node_modules"));
  await succeed(join(REPOSITORY, "node_modules/.bin/tsc"), "--project", provider);
  return provider;
}

async function succeed(command: string, ...args: string[]): Promise<void> {
  const { code, stdout, stderr } = await run(command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`);
}
