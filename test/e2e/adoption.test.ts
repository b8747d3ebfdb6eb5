import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Cli } from "./_cli.ts";
import { register } from "./_clients.ts";
import { door } from "./_door.ts";
import { setUpExample } from "./_example-setup.ts";
import { addExistingClients } from "./_existing-clients.ts";
import { REPOSITORY, run } from "./_process.ts";
import { READ, SEARCH, type TestProject, UPDATE } from "./_project.ts";
import { eachTestScope } from "./_scope.ts";
import { credentials } from "./_stack.ts";

const scope = eachTestScope();
let project: TestProject;
let cli: Cli;

beforeEach(async () => {
  project = await scope.project();
  cli = await scope.cli(project);
});

const COUNT = 200;
const TSCONFIG = JSON.stringify({
  compilerOptions: { module: "nodenext", target: "es2022", strict: true, types: [] },
});
const OTHER_PROJECT = "project-test-00000000-0000-4000-8000-00000000ffff";

describe("the exported program", () => {
  it(`takes ${COUNT} clients over without a change, and the next preview is empty`, async () => {
    await addExistingClients(project, COUNT);
    const before = await project.clients();
    expect(before).toHaveLength(COUNT);
    const folder = await scope.program("adoption", { "tsconfig.json": TSCONFIG });
    const exported = await project.requestsDuring(async () => {
      const command = [join(REPOSITORY, "provider/dist/cli.js"), "export"];
      const to = ["--out", join(folder, "index.ts")];
      const { code, stderr } = await run(process.execPath, [...command, ...to], {
        env: credentials(project),
      });
      expect(code, stderr).toBe(0);
      expect(stderr).toBe(
        `stytch-connected-apps: ${COUNT} clients of ${project.projectId} exported\n`,
      );
    });
    expect(exported).toEqual({ [SEARCH]: 1 });

    const at = ["--cwd", folder, "--color", "never"];
    expect(await cli.pulumi(...at, "stack", "init", "adopted")).toMatchObject({ code: 0 });
    const adopted = await project.requestsDuring(async () => {
      const { code, stdout } = await cli.pulumi(...at, "up", "--yes", "--skip-preview");
      expect(code, stdout.slice(-3000)).toBe(0);
      // The engine prints each line as it comes, and again at the end.
      const notices = new Set(stdout.match(/\S+ adopted: it is as declared\./g));
      expect(notices.size).toBe(COUNT);
    });
    expect(adopted).toEqual({ [READ]: COUNT });
    expect(await project.clients()).toEqual(before);

    const second = await project.requestsDuring(async () => {
      const { code, stdout } = await cli.pulumi(...at, "preview", "--expect-no-changes");
      expect(code, stdout.slice(-3000)).toBe(0);
    });
    expect(second).toEqual({});
  });
});

describe("the example adopt", () => {
  it("takes the client over, says what it changed, and leaves it when it is destroyed", async () => {
    const { root, folder } = await scope.example("adopt");
    await setUpExample("examples/adopt", cli, root);
    const [{ client_id } = { client_id: "" }] = await project.clients();
    const at = ["--cwd", folder];
    expect(await cli.pulumi(...at, "stack", "init", "example")).toMatchObject({ code: 0 });
    const requests = await project.requestsDuring(async () => {
      const up = await cli.pulumi(...at, "up", "--yes", "--policy-pack", "../../policy");
      expect(up, up.stdout).toMatchObject({ code: 0 });
      expect(up.stdout).toContain("is to be taken over, not created.");
      expect(up.stdout).toContain(`${door.told}${client_id} adopted: changed redirectUrls.`);
      const again = await cli.pulumi(...at, "up", "--yes", "--skip-preview", "--expect-no-changes");
      expect(again).toMatchObject({ code: 0 });
    });
    expect(requests).toEqual({ [SEARCH]: 1, [UPDATE]: 1 });
    const [client, ...others] = await project.clients();
    expect(others).toEqual([]);
    expect(client).toMatchObject({
      client_id,
      redirect_urls: ["https://app.example.com/callback"],
    });
    const { stdout } = await cli.pulumi(...at, "stack", "output", "--json", "--show-secrets");
    expect(JSON.parse(stdout)).toEqual({
      clientId: client_id,
      clientSecretLastFour: client?.client_secret_last_four,
    });
    const cleared = await project.requestsDuring(async () => {
      const destroy = await cli.pulumi(...at, "destroy", "--yes", "--skip-preview", "--remove");
      expect(destroy).toMatchObject({ code: 0 });
    });
    expect(cleared).toEqual({});
    expect(await project.clients()).toHaveLength(1);
  });
});

describe("a client that cannot be taken over", () => {
  it("fails the update with its code, and nothing is made or changed", async () => {
    const partner = await project.add({ client_type: "third_party", client_name: "partner" });
    const twins = [
      await project.add({ client_type: "first_party", client_name: "twin" }),
      await project.add({ client_type: "first_party", client_name: "twin" }),
    ];
    const before = await project.clients();
    const clientType = "first_party";
    const ids = twins
      .map((twin) => twin.client_id)
      .sort()
      .join(", ");
    const stack = await scope.stack(project);
    // One resource each time: the engine asks for no other once the first has failed.
    for (const [args, message] of [
      [
        { clientType, adoptClientId: partner.client_id },
        `${partner.client_id} is of type third_party, and this resource wants first_party.`,
      ],
      [
        { clientType, clientName: "twin", adoptByName: true },
        `adoptByName: 2 clients of the project have the clientName of this resource: ${ids}.`,
      ],
      [
        { clientType, clientName: "no such client", adoptByName: true },
        "adoptByName: no client of the project has exactly the clientName",
      ],
    ] as const) {
      const outcome = await stack.up(async () => {
        register("app", args);
      });
      expect(outcome.ok).toBe(false);
      expect(outcome.output).toContain(`[ERR_STYTCH_ADOPTION] ${message}`);
    }
    expect(await project.clients()).toEqual(before);
  });
});

describe("one client", () => {
  it("has one resource: a second one is refused at preview, and a new one takes it from the old", async () => {
    const clientType = "first_party";
    const { client_id } = await project.add({ client_type: clientType, client_name: "web" });
    const stack = await scope.stack(project);
    const declare =
      (...names: string[]) =>
      async () => {
        const args = { clientType, clientName: "web", adoptClientId: client_id };
        for (const name of names) register(name, args);
      };
    const refused = {
      ok: false,
      output: expect.stringContaining("they would overwrite each other"),
    };
    const requests = await project.requestsDuring(async () => {
      expect(await stack.preview(declare("web", "twin"))).toMatchObject(refused);
      expect(await stack.preview(declare("web"))).toMatchObject({
        ok: true,
        changes: { create: 2 },
        output: expect.stringContaining(`${door.told}${client_id} is to be taken over`),
      });
    });
    expect(requests).toEqual({});

    expect(await stack.up(declare("web"))).toMatchObject({ ok: true });
    const known = await project.requestsDuring(async () => {
      expect(await stack.preview(declare("web", "twin"))).toMatchObject(refused);
      expect(await stack.preview(declare("twin", "web"))).toMatchObject(refused);
    });
    expect(known).toEqual({});

    const moved = await project.requestsDuring(async () => {
      expect(await stack.up(declare("twin"))).toMatchObject({
        ok: true,
        changes: { create: 1, delete: 1 },
        output: expect.stringContaining(`${client_id} is not deleted`),
      });
    });
    expect(moved).toEqual({ [READ]: 1 });
    expect(Object.keys(await stack.apps())).toEqual(["twin"]);

    await stack.setConfig("stytch:projectId", OTHER_PROJECT);
    const elsewhere = await project.requestsDuring(async () => {
      expect(await stack.preview(declare("twin"))).toMatchObject({
        ok: false,
        output: expect.stringContaining(`${client_id} belongs to ${project.projectId}`),
      });
    });
    expect(elsewhere).toEqual({});
  });
});
