import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFailed } from "vitest";
import type { TestProject } from "../e2e/_project.ts";
import { testScope } from "../e2e/_scope.ts";
import { FIXTURES, programOf, recordedVersions, STACK } from "../upgrades/_fixtures.ts";
import { isOfPlugin, Mover } from "./_mover.ts";
import { DOORS, pulumiYaml } from "./_programs.ts";

const COUNT = 200;

/** Clients of every type, some of them in the middle of a rotation, and what they give as outputs. */
const programWith = (count: number) => `
const { ConnectedApp } = require(process.env.DOOR);
const types = ["first_party", "first_party_public", "third_party", "third_party_public"];
const aliases = [{ type: "stytch:index:ConnectedApp" }];
for (let n = 0; n < ${count}; n += 1) {
  const args = {
    clientType: types[n % 4],
    redirectUrls: ["https://app.example.com/" + n, "http://localhost:3000/"],
    accessTokenTemplateContent: n % 3 === 0 ? { tier: "gold", n } : "",
    ...(n % 20 === 0 ? { nextSecretVersion: "2" } : {}),
  };
  const app = new ConnectedApp("app-" + n, args, process.env.DOOR.includes("/") ? {} : { aliases });
  exports["app-" + n] = [app.clientId, app.clientSecret, app.nextClientSecret];
}
`;

/** A client of the stack's project, and a client with an organization in that of an explicit provider. */
const TWO_PROJECTS = `
const { ConnectedApp, OrganizationConnectedApps, StytchProvider, Provider = StytchProvider } =
  require(process.env.DOOR);
const { OTHER_ID: projectId, OTHER_SECRET: secret, OTHER_URL: apiUrl } = process.env;
const aliasesOf = (type) =>
  process.env.DOOR.includes("/") ? {} : { aliases: [{ type: "stytch:index:" + type }] };
const provider = new Provider("other", { projectId, secret, apiUrl });
new ConnectedApp("own", { clientType: "first_party" }, aliasesOf("ConnectedApp"));
const theirs = new ConnectedApp(
  "theirs",
  { clientType: "first_party" },
  { provider, ...aliasesOf("ConnectedApp") },
);
new OrganizationConnectedApps(
  "acme",
  {
    organizationId: process.env.OTHER_ORGANIZATION,
    firstPartyConnectedAppsAllowedType: "RESTRICTED",
    allowedFirstPartyConnectedApps: [theirs.clientId],
  },
  { provider, ...aliasesOf("OrganizationConnectedApps") },
);
exports.theirs = [theirs.clientId, theirs.clientSecret];
`;

async function dynamicStack(
  program: string,
  environment: Record<string, string> = {},
): Promise<{ project: TestProject; mover: Mover }> {
  const scope = testScope();
  const project = await scope.project();
  const folder = await scope.program("moving", {
    "Pulumi.yaml": pulumiYaml("moving"),
    "index.js": program,
  });
  const cli = await scope.cli(project, environment);
  const mover = await Mover.start(cli, folder, { project: "moving", stack: "test" });
  await mover.pulumi("dynamic", "up", "--yes", "--skip-preview");
  return { project, mover };
}

const idsByName = (resources: { urn: string; id?: string }[]) =>
  Object.fromEntries(resources.map(({ urn, id }) => [urn.split("::").at(-1), id]));

const UP = ["up", "--yes", "--skip-preview"];

describe("a stack of the dynamic door", () => {
  it(`of ${COUNT} clients moves to the plugin without a call, its secrets kept, also when killed`, {
    timeout: 600_000,
  }, async () => {
    const { project, mover } = await dynamicStack(programWith(COUNT));
    const clients = await project.clients();
    const outputs = await mover.outputs("dynamic");
    const before = await mover.resources();
    expect(before).toHaveLength(COUNT);
    expect(before.filter(({ outputs }) => outputs?.nextClientSecret)).toHaveLength(COUNT / 20);
    expect(before.filter(({ type }) => isOfPlugin(type))).toEqual([]);

    const killedAt = 1 + Math.floor(Math.random() * (COUNT / 2));
    onTestFailed(() => console.error(`killed when ${killedAt} of ${COUNT} had moved`));
    const requests = await project.requestsDuring(async () => {
      const preview = await mover.pulumi("plugin", "preview");
      expect(preview).toMatch(new RegExp(`~ ${COUNT} to update\\n +1 unchanged`));
      await mover.killMoving(killedAt);
      expect(await mover.pulumi("plugin", ...UP)).not.toMatch(/created|deleted|replaced/);
      await mover.pulumi("plugin", "preview", "--expect-no-changes");
    });
    expect(requests).toEqual({});

    const after = await mover.resources();
    expect(after.filter(({ type }) => !isOfPlugin(type))).toEqual([]);
    expect(idsByName(after)).toEqual(idsByName(before));
    expect(await mover.outputs("plugin")).toEqual(outputs);
    expect(await project.clients()).toEqual(clients);
    const text = JSON.stringify(after);
    for (const [, ...secrets] of Object.values(outputs)) {
      for (const secret of secrets) if (secret) expect(text).not.toContain(secret);
    }
  });

  it("moves to the plugin and back without a call, and each door refreshes and destroys", async () => {
    const { project, mover } = await dynamicStack(programWith(21));
    const outputs = await mover.outputs("dynamic");
    const ids = idsByName(await mover.resources());
    const writes = await project.requestsDuring(async () => {
      await mover.pulumi("plugin", ...UP);
      await mover.pulumi("plugin", "refresh", "--yes", "--expect-no-changes");
      expect(await mover.pulumi("dynamic", "preview")).toMatch(/~ 21 to update\n +1 unchanged/);
      await mover.pulumi("dynamic", ...UP);
      await mover.pulumi("dynamic", "refresh", "--yes", "--expect-no-changes");
      await mover.pulumi("dynamic", "preview", "--expect-no-changes");
      expect((await mover.resources()).filter(({ type }) => isOfPlugin(type))).toEqual([]);
      expect(idsByName(await mover.resources())).toEqual(ids);
      expect(await mover.outputs("dynamic")).toEqual(outputs);
      await mover.pulumi("plugin", ...UP);
    });
    expect(Object.keys(writes).filter((call) => !isRead(call))).toEqual([]);
    await mover.pulumi("plugin", "destroy", "--yes", "--skip-preview");
    expect(await project.clients()).toEqual([]);
  });
});

describe("a stack with a provider of its own for another project", () => {
  it("moves to the plugin and back without a call, each client with its project", async () => {
    const other = await testScope().project({}, "b2b");
    const { organization_id } = await other.addOrganization({ organization_name: "Acme" });
    const { project, mover } = await dynamicStack(TWO_PROJECTS, {
      OTHER_ID: other.projectId,
      OTHER_SECRET: other.secret,
      OTHER_URL: other.url,
      OTHER_ORGANIZATION: organization_id,
    });
    const outputs = await mover.outputs("dynamic");
    const ids = idsByName(await mover.resources());
    const organization = await other.organization(organization_id);
    for (const door of ["plugin", "dynamic"] as const) {
      const calls: Record<string, number>[] = [];
      calls.push(
        await other.requestsDuring(async () => {
          calls.push(
            await project.requestsDuring(async () => {
              await mover.pulumi(door, ...UP);
              await mover.pulumi(door, "preview", "--expect-no-changes");
            }),
          );
        }),
      );
      expect(calls).toEqual([{}, {}]);
      const after = await mover.resources();
      expect(after.map(({ type }) => isOfPlugin(type))).toEqual(Array(3).fill(door === "plugin"));
      expect(idsByName(after)).toEqual(ids);
      expect(await mover.outputs(door)).toEqual(outputs);
      await mover.pulumi(door, "refresh", "--yes", "--expect-no-changes");
      expect(await other.organization(organization_id)).toEqual(organization);
    }
    await mover.pulumi("dynamic", "destroy", "--yes", "--skip-preview");
    expect([...(await other.clients()), ...(await project.clients())]).toEqual([]);
  });
});

const isRead = (call: string) => call.startsWith("GET ") || call.endsWith("/search");

const versions = await recordedVersions();

describe.each(versions)("the state of version %s", (version) => {
  it("moves to the plugin without a call", async () => {
    const scope = testScope();
    const stateFile = join(await scope.folder(), "emulator.json");
    await copyFile(join(FIXTURES, version, "emulator.json"), stateFile);
    const project = await scope.project({ stateFile }, "b2b");
    const sdk = await scope.folder();
    const text = `module.exports = require(${JSON.stringify(DOORS.plugin)});`;
    await writeFile(join(sdk, "index.js"), text);
    const { folder } = scope.keep(await programOf(version, sdk), (program) => program.remove());
    await writeFile(join(folder, "Pulumi.yaml"), pulumiYaml("upgrades"));
    const cli = await scope.cli(project);
    const mover = await Mover.start(cli, folder, { project: "upgrades", stack: STACK });
    const state = join(FIXTURES, version, "state.json");
    await mover.pulumi("plugin", "stack", "import", "--file", state);
    const before = await mover.resources();
    const outputs = await mover.outputs("plugin");
    const clients = await project.clients();

    const requests = await project.requestsDuring(async () => {
      const up = await mover.pulumi("plugin", ...UP);
      expect(up).not.toMatch(/created|deleted|replaced/);
      await mover.pulumi("plugin", "preview", "--expect-no-changes");
    });
    expect(requests).toEqual({});
    const after = await mover.resources();
    expect(before.length).toBeGreaterThan(0);
    expect(after.filter(({ type }) => !isOfPlugin(type))).toEqual([]);
    expect(idsByName(after)).toEqual(idsByName(before));
    expect(await mover.outputs("plugin")).toEqual(outputs);
    await mover.pulumi("plugin", "refresh", "--yes", "--expect-no-changes");
    expect(await project.clients()).toEqual(clients);
  });
});
