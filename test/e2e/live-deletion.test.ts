import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Cli } from "./_cli.ts";
import type { CommandResult } from "./_process.ts";
import { DELETE, READ, type TestProject, UPDATE, type WireClient } from "./_project.ts";
import { suiteScope } from "./_scope.ts";

const projectId = "project-live-11111111-2222-4333-8444-555555555555";
const urnOf = (name: string) =>
  `urn:pulumi:test::live::pulumi-nodejs:dynamic/stytch:ConnectedApp::${name}`;

const scope = suiteScope();
let project: TestProject;
let cli: Cli;
let folder: string;

beforeAll(async () => {
  project = await scope.project({ projects: { consumer: { projectId } } });
  cli = await scope.cli(project);
  folder = await scope.program("live");
  await declare({ web: {}, api: {}, cli: {} });
  expect(await pulumi("stack", "init", "test")).toMatchObject({ code: 0 });
  const up = await pulumi("up", "--yes", "--skip-preview");
  expect(up, up.stdout).toMatchObject({ code: 0 });
});

function pulumi(...args: string[]): Promise<CommandResult> {
  return cli.pulumi("--cwd", folder, "--color", "never", ...args);
}

async function declare(clients: Record<string, object>): Promise<void> {
  const lines = Object.entries(clients).map(
    ([name, args]) =>
      `new ConnectedApp("${name}", ${JSON.stringify({ clientType: "first_party", ...args })});`,
  );
  const load = 'const { ConnectedApp } = require("pulumi-stytch-connected-apps");';
  await writeFile(join(folder, "index.js"), [load, ...lines, ""].join("\n"));
}

/** One client that names a provider of the live project, and one that inherits it. */
async function declareExplicit(names: string[], allowDestructive: string[] = []): Promise<void> {
  const { url: apiUrl, secret } = project;
  const args = JSON.stringify({ projectId, secret, apiUrl, allowDestructive });
  const options: Record<string, string> = { web: "provider", api: "parent" };
  await writeFile(
    join(folder, "index.js"),
    `const { ConnectedApp, StytchProvider } = require("pulumi-stytch-connected-apps");
     const { ComponentResource } = require("@pulumi/pulumi");
     const provider = new StytchProvider("live", ${args});
     const parent = new ComponentResource("example:Team", "team", {}, { providers: [provider] });
     ${names.map((name) => `new ConnectedApp("${name}", { clientType: "first_party" }, { ${options[name]} });`).join("\n")}`,
  );
}

async function clientNamed(name: string): Promise<WireClient> {
  const client = (await project.clients()).find(({ client_name }) => client_name === name);
  if (client === undefined) throw new Error(`there is no client ${name}`);
  return client;
}

/** What the command of the documentation does. */
async function forget(id: string): Promise<void> {
  const file = join(folder, "state.json");
  await pulumi("stack", "export", "--file", file);
  const state = JSON.parse(await readFile(file, "utf8"));
  const { resources } = state.deployment;
  state.deployment.resources = resources.filter((resource: { id?: string }) => resource.id !== id);
  await writeFile(file, JSON.stringify(state));
  expect(await pulumi("stack", "import", "--file", file)).toMatchObject({ code: 0 });
}

/** Runs a command that must fail before it asks Stytch for anything. */
async function refusalOf(...args: string[]): Promise<string> {
  let result: CommandResult | undefined;
  const requests = await project.requestsDuring(async () => {
    result = await pulumi(...args);
  });
  expect(result?.code, result?.stdout).not.toBe(0);
  expect(requests).toEqual({});
  return `${result?.stdout}${result?.stderr}`;
}

/** Runs a command that must succeed, and gives the requests that it made. */
async function requestsOf(...args: string[]): Promise<Record<string, number>> {
  return project.requestsDuring(async () => {
    const result = await pulumi(...args);
    expect(result.code, `${result.stdout}${result.stderr}`).toBe(0);
  });
}

describe("a client of a live project", () => {
  it("that left the program is refused at preview, by its name, before anything is changed", async () => {
    const { client_id } = await clientNamed("api");
    await declare({ web: { secretVersion: "2" }, cli: { clientDescription: "changed" } });
    const refused = await refusalOf("up", "--yes");
    expect(refused).toContain(
      `[ERR_STYTCH_DESTRUCTIVE] ${client_id} is a client of a live project`,
    );
    expect(refused).toContain(urnOf("api"));
    expect(refused).toContain(`pulumi state delete '${urnOf("api")}'`);
    expect(refused).not.toContain(urnOf("web"));
  });

  it("stays out of what a command targets elsewhere", async () => {
    await declare({ web: {}, cli: { clientDescription: "changed" } });
    const requests = await requestsOf("up", "--yes", "--target", urnOf("cli"));
    expect(requests).toEqual({ [READ]: 1, [UPDATE]: 1 });
  });

  it("is replaced neither by --replace nor after pulumi state taint", async () => {
    await declare({ web: {}, api: {}, cli: { clientDescription: "changed" } });
    const { client_id } = await clientNamed("web");
    const replaced = await refusalOf("up", "--yes", "--replace", urnOf("web"));
    expect(replaced).toContain(
      `[ERR_STYTCH_DESTRUCTIVE] ${client_id} is a client of a live project`,
    );
    expect(replaced).toContain("would be replaced");
    expect(await pulumi("state", "taint", urnOf("web"), "--yes")).toMatchObject({ code: 0 });
    const tainted = await refusalOf("up", "--yes");
    expect(tainted).toContain(`pulumi state untaint '${urnOf("web")}'`);
    expect(await pulumi("state", "untaint", urnOf("web"), "--yes")).toMatchObject({ code: 0 });
    expect(await requestsOf("up", "--yes", "--expect-no-changes")).toEqual({});
  });

  it("whose replacement is pending can be forgotten, though not by its URN, or be named", async () => {
    const old = await clientNamed("web");
    const replace = ["up", "--yes", "--skip-preview", "--replace", urnOf("web")];
    expect((await pulumi(...replace)).code).not.toBe(0);
    const pending = await refusalOf("up", "--yes");
    expect(pending).toContain(old.client_id);
    expect((await pulumi("state", "delete", urnOf("web"), "--yes")).stderr).toContain("ambiguous");
    await forget(old.client_id);
    expect(await requestsOf("up", "--yes", "--expect-no-changes")).toEqual({});
    await project.remove(old.client_id);
  });

  it("is destroyed by no command that does not run the program, or does not name it", async () => {
    const blind = await refusalOf("destroy", "--yes");
    expect(blind).toContain("guard of the clients of a live Stytch project");
    expect(blind).toContain("--run-program");
    const { client_id } = await clientNamed("cli");
    const refused = await refusalOf("destroy", "--yes", "--run-program");
    expect(refused).toContain(`[ERR_STYTCH_DESTRUCTIVE] ${client_id} is`);
  });

  it("is deleted once the configuration names it, and no other is", async () => {
    const { client_id } = await clientNamed("api");
    await declare({ web: {} });
    await pulumi("config", "set", "stytch:allowDestructive", client_id);
    const refused = await refusalOf("up", "--yes");
    expect(refused).toContain(urnOf("cli"));
    expect(refused).not.toContain(urnOf("api"));
    await declare({ web: {}, cli: { clientDescription: "changed" } });
    expect(await requestsOf("up", "--yes")).toEqual({ [DELETE]: 1 });
  });

  it("is destroyed by a command that runs the program, as soon as the configuration names it", async () => {
    const ids = (await project.clients()).map((client) => client.client_id);
    expect(ids).toHaveLength(2);
    await pulumi("config", "set", "stytch:allowDestructive", ids.join(","));
    expect(await requestsOf("destroy", "--yes", "--run-program")).toEqual({ [DELETE]: 2 });
  });

  it("that the program names by a provider is refused at preview, in a stack of a test project", async () => {
    await pulumi("config", "set", "stytch:projectId", projectId.replace("live", "test"));
    await pulumi("config", "rm", "stytch:allowDestructive");
    await declareExplicit(["web", "api"]);
    await requestsOf("up", "--yes", "--skip-preview");
    const [web, api] = [await clientNamed("web"), await clientNamed("api")];

    await declareExplicit([]);
    const refused = await refusalOf("preview");
    expect(refused).toContain(`[ERR_STYTCH_DESTRUCTIVE] ${web.client_id} is`);
    expect(refused).toContain(`[ERR_STYTCH_DESTRUCTIVE] ${api.client_id} is`);
    await declareExplicit(["web"], [web.client_id]);
    const other = await refusalOf("preview");
    expect(other).toContain(api.client_id);
    expect(other).not.toContain(web.client_id);
    await declareExplicit([], [web.client_id, api.client_id]);
    expect(await requestsOf("up", "--yes")).toEqual({ [DELETE]: 2 });
  });
});
