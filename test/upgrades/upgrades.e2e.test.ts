import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TestProject } from "../e2e/_project.ts";
import { testScope } from "../e2e/_scope.ts";
import {
  FIXTURES,
  PROVIDER,
  programOf,
  recordedResources,
  recordedVersions,
  STACK,
} from "./_fixtures.ts";

/** The engine with a recorded state, beside the clients that it describes. */
interface Recorded {
  readonly project: TestProject;
  /** Runs a command that has to succeed; gives what it printed. */
  pulumi(args: string, environment?: Record<string, string>): Promise<string>;
}

async function startRecorded(version: string): Promise<Recorded> {
  const scope = testScope();
  const stateFile = join(await scope.folder(), "emulator.json");
  await copyFile(join(FIXTURES, version, "emulator.json"), stateFile);
  const project = await scope.project({ stateFile }, "b2b");
  const { folder } = scope.keep(await programOf(version, PROVIDER), (program) => program.remove());
  const cli = await scope.cli(project);
  return {
    project,
    async pulumi(args, environment = {}) {
      const command = ["--cwd", folder, ...args.split(" ")];
      const { code, stdout, stderr } = await cli.pulumiWith(environment, ...command);
      expect(code, `pulumi ${args}\n${stdout}${stderr}`).toBe(0);
      return stdout;
    },
  };
}

const CHANGE = { UPGRADE_CHANGE: "yes" };

// The unit test beside this one reads the states of all versions.
const [OLDEST = ""] = await recordedVersions();

describe.each([OLDEST])("the state of version %s", (version) => {
  it("is previewed without a change, refreshed, updated and destroyed, its secrets kept", async () => {
    const ids = (await recordedResources(version)).map(({ id }) => id);
    const { project, pulumi } = await startRecorded(version);
    await pulumi(`stack init ${STACK}`);
    await pulumi(`stack import --file ${join(FIXTURES, version, "state.json")}`);
    const secretsBefore = JSON.parse(await pulumi("stack output --json --show-secrets"));
    expect(secretsBefore.first_party.length).toBeGreaterThan(20);
    const clientsBefore = await project.clients();

    await pulumi("preview --expect-no-changes");
    await pulumi("refresh --yes --expect-no-changes");
    await pulumi("up --yes --skip-preview --expect-no-changes");
    expect(await project.clients()).toEqual(clientsBefore);

    await pulumi("up --yes --skip-preview", CHANGE);
    const names = (await project.clients()).map(({ client_name }) => client_name);
    expect(names.filter((name) => name === "Renamed")).toHaveLength(4);
    expect(JSON.parse(await pulumi("stack output --json --show-secrets"))).toEqual(secretsBefore);
    const exported = JSON.parse(await pulumi("stack export"));
    const idsAfter = exported.deployment.resources.map(({ id }: { id?: string }) => id);
    expect(idsAfter).toEqual(expect.arrayContaining(ids));

    await pulumi("destroy --yes --skip-preview");
    const left = (await project.clients()).map(({ client_id }) => client_id);
    expect(left.filter((id) => ids.includes(id))).toEqual([]);
  });
});
