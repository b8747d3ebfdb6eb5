import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFailed } from "vitest";
import type { TestProject } from "../e2e/_project.ts";
import { testScope } from "../e2e/_scope.ts";
import { FIXTURES, programOf, recordedVersions, STACK } from "../upgrades/_fixtures.ts";
import { isOfPlugin, Mover } from "./_mover.ts";
import { DOORS, pulumiYaml } from "./_programs.ts";

const COUNT = 200;

/** Clients of every type, some of them in the middle of a rotation, and their secrets as outputs. */
const PROGRAM = `
const { ConnectedApp } = require(process.env.DOOR);
const types = ["first_party", "first_party_public", "third_party", "third_party_public"];
for (let n = 0; n < ${COUNT}; n += 1) {
  const app = new ConnectedApp("app-" + n, {
    clientType: types[n % 4],
    redirectUrls: ["https://app.example.com/" + n, "http://localhost:3000/"],
    accessTokenTemplateContent: n % 3 === 0 ? { tier: "gold", n } : "",
    ...(n % 20 === 0 ? { nextSecretVersion: "2" } : {}),
  });
  exports["app-" + n] = [app.id, app.clientSecret, app.nextClientSecret];
}
`;

async function dynamicStack(): Promise<{ project: TestProject; mover: Mover }> {
  const scope = testScope();
  const project = await scope.project();
  const folder = await scope.program("moving", {
    "Pulumi.yaml": pulumiYaml("moving"),
    "index.js": PROGRAM,
  });
  const cli = await scope.cli(project);
  const mover = await Mover.start(cli, folder, { project: "moving", stack: "test" });
  await mover.pulumi("dynamic", "up", "--yes", "--skip-preview");
  return { project, mover };
}

const byName = (resources: { urn: string; id?: string }[]) =>
  Object.fromEntries(resources.map(({ urn, id }) => [urn.split("::").at(-1), id]));

describe("a stack of the dynamic door", () => {
  it(`of ${COUNT} clients moves to the plugin without a call, its secrets kept, also when killed`, async () => {
    const { project, mover } = await dynamicStack();
    const clients = await project.clients();
    const secrets = await mover.secrets("dynamic");
    const before = await mover.resources();
    expect(before).toHaveLength(COUNT);
    expect(before.filter(({ outputs }) => outputs?.nextClientSecret)).toHaveLength(COUNT / 20);
    expect(before.filter(({ type }) => isOfPlugin(type))).toEqual([]);

    const moved = 1 + Math.floor(Math.random() * (COUNT / 2));
    onTestFailed(() => console.error(`killed after ${moved} of ${COUNT}`));
    const requests = await project.requestsDuring(async () => {
      const preview = await mover.pulumi("plugin", "preview", "--expect-no-changes");
      expect(preview).toContain(`${COUNT + 1} unchanged`);
      await mover.killMoving(moved);
      await mover.pulumi("plugin", "up", "--yes", "--skip-preview", "--expect-no-changes");
      await mover.pulumi("plugin", "preview", "--expect-no-changes");
    });
    expect(requests).toEqual({});

    const after = await mover.resources();
    expect(after.filter(({ type }) => !isOfPlugin(type))).toEqual([]);
    expect(byName(after)).toEqual(byName(before));
    expect(await mover.secrets("plugin")).toEqual(secrets);
    expect(await project.clients()).toEqual(clients);
    const text = JSON.stringify(after);
    for (const [, ...ofClient] of Object.values(secrets as Record<string, string[]>)) {
      for (const secret of ofClient) if (secret) expect(text).not.toContain(secret);
    }

    await mover.pulumi("plugin", "refresh", "--yes", "--expect-no-changes");
    await mover.pulumi("plugin", "destroy", "--yes", "--skip-preview");
    expect(await project.clients()).toEqual([]);
  });
});

const versions = await recordedVersions();

describe.each(versions)("the state of version %s", (version) => {
  it("moves to the plugin without a call", async () => {
    const scope = testScope();
    const stateFile = join(await scope.folder(), "emulator.json");
    await copyFile(join(FIXTURES, version, "emulator.json"), stateFile);
    const project = await scope.project({ stateFile }, "b2b");
    const sdk = await scope.folder();
    await writeFile(
      join(sdk, "index.js"),
      `module.exports = require(${JSON.stringify(DOORS.plugin)});`,
    );
    const { folder } = scope.keep(await programOf(version, sdk), (program) => program.remove());
    await writeFile(join(folder, "Pulumi.yaml"), pulumiYaml("upgrades"));
    const cli = await scope.cli(project);
    const mover = await Mover.start(cli, folder, { project: "upgrades", stack: STACK });
    await mover.pulumi(
      "plugin",
      "stack",
      "import",
      "--file",
      join(FIXTURES, version, "state.json"),
    );
    const before = await mover.resources();
    const secrets = await mover.secrets("plugin");
    const clients = await project.clients();

    const requests = await project.requestsDuring(async () => {
      await mover.pulumi("plugin", "preview", "--expect-no-changes");
      await mover.pulumi("plugin", "up", "--yes", "--skip-preview", "--expect-no-changes");
    });
    expect(requests).toEqual({});
    const after = await mover.resources();
    expect(before.length).toBeGreaterThan(0);
    expect(after.filter(({ type }) => !isOfPlugin(type))).toEqual([]);
    expect(byName(after)).toEqual(byName(before));
    expect(await mover.secrets("plugin")).toEqual(secrets);
    await mover.pulumi("plugin", "refresh", "--yes", "--expect-no-changes");
    expect(await project.clients()).toEqual(clients);
  });
});
