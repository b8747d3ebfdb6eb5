import { copyFile, readdir, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Cli } from "./_cli.ts";
import type { Killer } from "./_killer.ts";
import { REPOSITORY, run } from "./_process.ts";
import { CREATE, READ, SEARCH, type TestProject } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import { credentials } from "./_stack.ts";

const scope = suiteScope();
let project: TestProject;
let killer: Killer;
let cli: Cli;
let folder: string;

beforeAll(async () => {
  project = await scope.project();
  killer = await scope.killer();
  cli = await scope.cli(project, killer.environment);
  folder = await scope.program("shop");
});

const pulumi = (...args: string[]) => cli.pulumi("--cwd", folder, ...args);

/** Writes the program; the arguments are of the client `web`. */
const declare = (webArguments: string, more = "") =>
  writeFile(
    join(folder, "index.js"),
    `const { ConnectedApp } = require("pulumi-stytch-connected-apps");
new ConnectedApp("web", { clientType: "first_party", ${webArguments} });
${more}`,
  );

/** What `stytch-connected-apps orphans` says of the stack as it is now. */
async function orphans() {
  const state = join(folder, "state.json");
  expect(await pulumi("stack", "export", "--file", state)).toMatchObject({ code: 0 });
  return orphansBeside(state);
}

async function orphansBeside(file: string) {
  const { code, stdout, stderr } = await runOrphans(file);
  expect(code, stderr).toBe(3);
  return JSON.parse(stdout).orphans;
}

function runOrphans(file: string) {
  const command = [join(REPOSITORY, "provider/dist/cli.js"), "orphans", "--json", file];
  return run(process.execPath, command, { env: credentials(project) });
}

it("a client whose run was killed is found by orphans, and comes under the stack as it says", async () => {
  const other = await project.add({ client_type: "first_party", client_name: "of someone else" });
  await declare("fullAccessAllowed: true");
  await pulumi("stack", "init", "killed");
  await killer.strikeAt("/v1/connected_apps/clients", "responded", "engine");
  const killed = await pulumi("up", "--yes", "--skip-preview");
  expect(killed.code).not.toBe(0);
  expect(killer.hasStruck(), killed.stdout).toBe(true);
  await pulumi("cancel", "--yes");

  const [lost, ...others] = await orphans();
  expect(lost).toMatchObject({
    clientName: "web",
    pendingCreates: [{ urn: expect.stringMatching(/:ConnectedApp::web$/) }],
  });
  expect(others).toMatchObject([{ clientId: other.client_id, pendingCreates: [] }]);

  await declare(`fullAccessAllowed: true, ${lost.adopt}`);
  const requests = await project.requestsDuring(async () => {
    const cleared = await pulumi("refresh", "--yes", "--skip-preview", "--clear-pending-creates");
    expect(cleared, cleared.stdout + cleared.stderr).toMatchObject({ code: 0 });
    const up = await pulumi("up", "--yes", "--skip-preview");
    expect(up, up.stdout + up.stderr).toMatchObject({ code: 0 });
  });
  expect(requests).toEqual({ [READ]: 1 });
  expect(await orphans()).toMatchObject([{ clientId: other.client_id }]);
  expect(await project.clients()).toHaveLength(2);
});

it("a provider that is killed alone leaves the same", async () => {
  await declare("fullAccessAllowed: true", ANOTHER);
  await killer.strikeAt("/v1/connected_apps/clients", "committed");
  const requests = await project.requestsDuring(async () => {
    expect((await pulumi("up", "--yes", "--skip-preview")).code).not.toBe(0);
  });
  expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: 1 });
  const [lost] = await orphans();
  expect(lost).toMatchObject({ clientName: "another", clientType: "third_party_public" });
  await project.remove(lost.clientId);
  await pulumi("refresh", "--yes", "--skip-preview", "--clear-pending-creates");
  const up = await pulumi("up", "--yes", "--skip-preview");
  expect(up, up.stdout + up.stderr).toMatchObject({ code: 0 });
  expect(await project.clients()).toHaveLength(3);
});

it("a state that a full disk cut off comes back from a backup, with what orphans finds beside it", async () => {
  const [web] = await project.clients();
  await declare("fullAccessAllowed: true", `${ANOTHER}${LATER()}`);
  const up = await pulumi("up", "--yes", "--skip-preview");
  expect(up, up.stdout + up.stderr).toMatchObject({ code: 0 });
  const later = (await project.clients()).at(-1);

  const state = join(cli.backend, ".pulumi/stacks/shop/killed.json");
  const backups = join(cli.backend, ".pulumi/backups/shop/killed");
  const names = (await readdir(backups)).filter((name) => name.endsWith(".json")).sort();
  const [older, newest] = names.slice(-2).map((name) => join(backups, name)) as [string, string];
  for (const file of [state, `${state}.bak`, newest]) await truncate(file, 700);
  const broken = await pulumi("preview");
  expect(broken.code).not.toBe(0);
  expect(broken.stdout + broken.stderr).toContain("unexpected end of JSON input");
  expect(await runOrphans(state)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("perhaps because a full disk cut it off"),
  });

  const found = await orphansBeside(older);
  expect(found[0]).toMatchObject({ clientId: later?.client_id, clientName: "later" });
  await copyFile(older, state);
  await declare("fullAccessAllowed: true", `${ANOTHER}${LATER(found[0].adopt)}`);
  const requests = await project.requestsDuring(async () => {
    const again = await pulumi("up", "--yes", "--skip-preview");
    expect(again, again.stdout + again.stderr).toMatchObject({ code: 0 });
  });
  expect(requests).toEqual({ [READ]: 1 });
  expect((await orphans()).map(({ clientId }: { clientId: string }) => clientId)).not.toContain(
    later?.client_id,
  );
  expect((await project.clients())[0]).toEqual(web);
});

const LATER = (adopt = "") =>
  `new ConnectedApp("later", { clientType: "third_party_public", ${adopt} });`;
const ANOTHER = `new ConnectedApp("another", { clientType: "third_party_public" });`;
