import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { shardOf } from "../../examples/fleet/src/shards.ts";
import { type Fleet, type Line, linesOf, startFleet } from "./_fleet.ts";
import type { Killer } from "./_killer.ts";
import { findPostgres, type Postgres, startPostgres } from "./_postgres.ts";
import { CREATE, DELETE, READ, SEARCH, type TestProject, UPDATE } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import { smokeWith } from "./_smoke.ts";

/** What a run asks where nothing changed, however many stacks there are. */
const SURVEY = ["stack ls", "stack tag ls fleet", "stack tag ls fleet-record"];

const PROGRAMS = findPostgres();
/** In CI a server that is missing is a failure, elsewhere a reason to skip. */
const isSkipped = PROGRAMS === undefined && process.env.CI !== "true";
if (isSkipped) console.warn("The fleet is not tested: no PostgreSQL (Debian: postgresql)");

describe.skipIf(isSkipped)(
  "a fleet of 300 clients on PostgreSQL (skipped if it is missing)",
  () => {
    const scope = suiteScope();
    let postgres: Postgres;
    let project: TestProject;
    let killer: Killer;
    let fleet: Fleet;
    let lines: Line[] = linesOf(300);

    const expectClients = async () => {
      const names = (await project.clients()).map(({ client_name }) => client_name);
      expect(names.toSorted()).toEqual(lines.map(({ key }) => key).toSorted());
    };

    const change = async (edited: Line[]) => {
      lines = edited;
      await fleet.declare(lines);
    };

    beforeAll(async () => {
      if (PROGRAMS === undefined) throw new Error("no PostgreSQL server (Debian: postgresql)");
      postgres = scope.keep(await startPostgres(PROGRAMS), (server) => server.remove());
      project = await scope.project();
      killer = await scope.killer();
      fleet = await startFleet(await scope.example("fleet"), project, {
        ...killer.environment,
        ...postgres.environment,
        PULUMI_BACKEND_URL: postgres.url,
        PULUMI_CONFIG_PASSPHRASE: crypto.randomUUID(),
      });
      await fleet.declare(lines);
    });

    it("is created in six stacks, each client once, and gives out its secrets", async () => {
      const requests = await project.requestsDuring(async () => {
        const { opened, created } = await fleet.up("--stacks", "6", "--parallel", "2");
        expect([opened, created.length]).toEqual([6, 300]);
      });
      // One search for the fleet, and one for each stack.
      expect(requests).toEqual({ [SEARCH]: 7, [CREATE]: 300 });
      await expectClients();

      const { stdout: stack } = await fleet.other("where", "app-000");
      const output = ["stack", "output", "clients", "--json", "--show-secrets"];
      const { stdout } = await fleet.pulumi(...output, "--stack", stack.trim());
      const { clientId, clientSecret } = JSON.parse(stdout)["app-000"];
      expect(await smokeWith(project, clientId, clientSecret)).toBe("works");
    });

    const expectUnchanged = async () => {
      expect(await fleet.up()).toMatchObject({ opened: 0, unchanged: 6 });
    };

    it("asks Stytch nothing, Pulumi three things, and opens nothing where nothing changed", async () => {
      const requests = await project.requestsDuring(async () => {
        expect(await fleet.commandsDuring(expectUnchanged)).toEqual(SURVEY);
      });
      expect(requests).toEqual({});
    });

    it.each([
      ["wrong", ["stack", "tag", "set", "fleet:notes", "wrong", "--stack", "fleet-record"]],
      ["gone", ["stack", "rm", "fleet-record", "--yes", "--preserve-config"]],
    ])("asks each stack once where the record is %s, and writes it again", async (_, args) => {
      expect((await fleet.pulumi(...args, "--non-interactive")).code).toBe(0);
      const commands = await fleet.commandsDuring(expectUnchanged);
      const asked = commands.filter((command) => command.startsWith("stack tag ls clients-"));
      expect(asked).toEqual([0, 1, 2, 3, 4, 5].map((n) => `stack tag ls clients-000${n}`));
      expect(await fleet.commandsDuring(expectUnchanged)).toEqual(SURVEY);
    });

    it("opens a stack that someone refreshed, and asks Stytch nothing", async () => {
      const refresh = ["refresh", "--yes", "--stack", "clients-0002"];
      const settings = ["--config-file", "Pulumi.fleet.yaml", "--non-interactive"];
      const { code, stderr } = await fleet.pulumi(...refresh, ...settings);
      expect(code, stderr).toBe(0);
      const requests = await project.requestsDuring(async () => {
        expect(await fleet.up()).toMatchObject({ opened: 1, unchanged: 5, updated: [] });
      });
      expect(requests).toEqual({});
    });

    it("opens a stack from whose state someone removed a client, and none once it is back", async () => {
      const stack = ["--stack", "clients-0002", "--non-interactive"];
      const state = await fleet.pulumi("stack", "export", ...stack);
      const urn = /urn:[^"]*ConnectedApp::(app-\d+)/.exec(state.stdout);
      expect(
        await fleet.pulumi("state", "delete", urn?.[0] ?? "", "--yes", ...stack),
      ).toMatchObject({
        code: 0,
      });
      const { code, stderr } = await fleet.run("up");
      expect(code).toBe(1);
      expect(stderr).toContain(`${urn?.[1]}: its stack does not hold the client that has its name`);

      const file = join(await scope.folder(), "state.json");
      await writeFile(file, state.stdout);
      expect((await fleet.pulumi("stack", "import", "--file", file, ...stack)).code).toBe(0);
      await expectUnchanged();
    });

    it("opens the one stack of a row that changed, and of one that went", async () => {
      const edited = lines.map((line) =>
        line.key === "app-123" ? { ...line, accessTokenExpiryMinutes: "10" } : line,
      );
      await change(edited.filter(({ key }) => key !== "app-200"));
      expect(shardOf("app-123", 6)).not.toBe(shardOf("app-200", 6));
      const requests = await project.requestsDuring(async () => {
        expect(await fleet.up()).toMatchObject({
          opened: 2,
          unchanged: 4,
          updated: ["app-123"],
          deleted: ["app-200"],
        });
      });
      expect(requests).toEqual({ [READ]: 1, [UPDATE]: 1, [DELETE]: 1 });
      await expectClients();
    });

    it("sends nothing where a row has a mistake", async () => {
      const [first, ...rest] = lines as [Line, ...Line[]];
      await fleet.declare([{ ...first, clientType: "first" }, ...rest]);
      const requests = await project.requestsDuring(async () => {
        const { code, stderr } = await fleet.run("up");
        expect(code).toBe(1);
        expect(stderr).toMatch(/test\.csv:2:9: clientType must be one of .*\n1 mistake; nothing/s);
      });
      expect(requests).toEqual({});
    });

    it("has each client once after two runs at once, of which one waited and saw whom for", async () => {
      await change([...lines, ...linesOf(312).slice(300)]);
      const runs = await Promise.all([fleet.run("up"), fleet.run("up")]);
      for (const { code, stderr } of runs) expect(code, stderr).toBe(0);
      const said = runs.map(({ stderr }) => stderr).join("\n");
      expect(said).toMatch(/clients-\d{4}: waits for \S+@\S+ \(process \d+, since \S+\)/);
      await expectClients();
      expect(await fleet.up()).toMatchObject({ opened: 0, unchanged: 6 });
    });

    it("deletes a client that a killed run left, once it may, and creates it again", async () => {
      await change([...lines, ...linesOf(313).slice(312)]);
      await killer.strikeAt("/v1/connected_apps/clients", "committed");
      expect((await fleet.run("up")).code).toBe(1);
      expect(killer.hasStruck()).toBe(true);
      const [left] = (await project.clients()).filter(
        ({ client_name }) => client_name === "app-312",
      );

      const { code, stderr } = await fleet.run("up");
      expect(code).toBe(1);
      expect(stderr).toContain(
        `line 313: app-312: its stack does not hold the client that has its name (${left?.client_id}). A killed run`,
      );
      const { created } = await fleet.up("--delete-lost");
      expect(created).toEqual(["app-312"]);
      await expectClients();
      expect(await project.client(String(left?.client_id))).toBeUndefined();
    });

    it("creates nothing where someone else's client has the name", async () => {
      const foreign = await project.add({ client_type: "first_party", client_name: "app-313" });
      await fleet.declare([...lines, ...linesOf(314).slice(313)]);
      const requests = await project.requestsDuring(async () => {
        const { code, stderr } = await fleet.run("up", "--delete-lost");
        expect(code).toBe(1);
        expect(stderr).toContain(`has its name (${foreign.client_id}). If you changed a key`);
      });
      expect(requests).toEqual({ [SEARCH]: 1 });
      await project.remove(foreign.client_id);
      await fleet.declare(lines);
    });

    it("grows to nine stacks without a call to Stytch, with the same clients", async () => {
      const before = await project.clients();
      const requests = await project.requestsDuring(async () => {
        const refused = await fleet.run("up", "--stacks", "9");
        expect(refused.stderr).toContain("The fleet has 6 stacks, not 9. To have more: grow");
        const { code, stdout, stderr } = await fleet.run(
          "grow",
          "--stacks",
          "9",
          "--parallel",
          "2",
        );
        expect(code, stderr).toBe(0);
        const moving = lines.filter(({ key }) => shardOf(key, 6) !== shardOf(key, 9));
        expect(stdout).toBe(`${moving.length} clients moved; there are 9 stacks.\n`);
        const { opened, created, updated, deleted } = await fleet.up("--parallel", "2");
        expect([opened, created, updated, deleted]).toEqual([9, [], [], []]);
      });
      expect(requests).toEqual({});
      expect(await project.clients()).toEqual(before);
    });

    it("is shared by several machines, each of which has its own stacks", async () => {
      expect(await fleet.up("--shard", "1/2")).toMatchObject({ opened: 0, unchanged: 5 });
      expect(await fleet.up("--shard", "2/2")).toMatchObject({ opened: 0, unchanged: 4 });
    });

    it("is destroyed with all its clients and stacks, and leaves no lock", async () => {
      const requests = await project.requestsDuring(async () => {
        const { code, stderr } = await fleet.other("destroy", "--parallel", "2");
        expect(code, stderr).toBe(0);
      });
      expect(requests).toEqual({ [DELETE]: lines.length });
      expect(await project.clients()).toEqual([]);
      const keys = Object.keys(await postgres.contents());
      // Of a stack that was removed, Pulumi keeps a backup.
      expect(keys.filter((key) => /\/locks\/|\/stacks\/.*\.json$/.test(key))).toEqual([]);
    });
  },
);
