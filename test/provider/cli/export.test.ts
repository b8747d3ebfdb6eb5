import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { exportProgram } from "../../../provider/src/export/program.ts";
import { CLIENT_TYPES } from "../../../provider/src/stytch/api.ts";
import type { StytchSettings } from "../../../provider/src/stytch/settings.ts";
import { REPOSITORY, run } from "../../e2e/_process.ts";
import { type Rig, SEARCH, startRig } from "../_emulator.ts";
import { closedUrl, json, serveHttp, settingsFor } from "../_server.ts";
import { app, declaredBy, PROJECT_ID } from "../export/_program.ts";
import { command } from "./_command.ts";

/** A project with a client of each type, by that name. */
async function startProject(): Promise<Rig & { ids: string[]; secrets: string[] }> {
  const rig = await startRig();
  const ids: string[] = [];
  const secrets: string[] = [];
  for (const clientType of CLIENT_TYPES) {
    const made = await rig.api.createConnectedApp({ clientType, clientName: clientType });
    ids.push(made.clientId);
    secrets.push(made.clientSecret);
  }
  await rig.setFaults();
  return { ...rig, ids, secrets: secrets.filter((secret) => secret !== "") };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "stytch-export-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const idsIn = (program: string) => declaredBy(program).map(({ args }) => args.adoptClientId);

describe("stytch-connected-apps export", () => {
  test("prints a program for all clients, with one request, and no secret", async () => {
    const { settings, ids, secrets, stats } = await startProject();
    const { code, stdout, stderr } = await command(settings, "export");
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `stytch-connected-apps: 4 clients of ${settings.projectId} exported\n`,
    });
    expect(idsIn(stdout)).toEqual(ids);
    expect((await stats()).requests).toEqual({ [SEARCH]: 1 });
    expect(secrets).toHaveLength(2);
    for (const secret of [...secrets, settings.secret]) expect(stdout).not.toContain(secret);
  });

  test("takes the clients of the ids and types that are given", async () => {
    const { settings, ids } = await startProject();
    const some = ["--client-id", ids[3] ?? "", "--client-id", ids[0] ?? ""];
    expect(idsIn((await command(settings, "export", ...some)).stdout)).toEqual([ids[0], ids[3]]);
    const types = ["--type", "third_party", "--type=first_party"];
    expect(idsIn((await command(settings, "export", ...types)).stdout)).toEqual([ids[0], ids[2]]);
    const both = await command(settings, ...some, "export", ...types);
    expect(idsIn(both.stdout)).toEqual([ids[0]]);
    expect(both.stderr).toContain("1 client of");
  });

  test("--out writes a file, and overwrites one with --force only", async () => {
    const { settings, ids } = await startProject();
    const file = join(await temporaryFolder(), "index.ts");
    const out = ["export", "--out", file];
    expect(await command(settings, ...out)).toMatchObject({ code: 0, stdout: "" });
    expect(idsIn(await readFile(file, "utf8"))).toEqual(ids);

    await writeFile(file, "kept");
    const refused = await command(settings, ...out);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toBe(
      `stytch-connected-apps: --out: ${file} exists; choose another name or pass --force\n`,
    );
    expect(await readFile(file, "utf8")).toBe("kept");

    expect(await command(settings, ...out, "--force")).toMatchObject({ code: 0 });
    expect(idsIn(await readFile(file, "utf8"))).toEqual(ids);
  });

  test("--out in a folder that is not there ends with 1 and one line", async () => {
    const { settings } = await startProject();
    const { code, stderr } = await command(settings, "export", "--out", "/no/such/folder/x.ts");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^stytch-connected-apps: --out: \S+ cannot be written; [^\n]+\n$/);
  });

  test("says how many clients up refuses, and how many are of an unknown type", async () => {
    const server = await serveHttp((_n, response) => {
      const common = { client_type: "first_party", access_token_expiry_minutes: 60 };
      const connected_apps = [
        { ...common, client_id: "good" },
        { ...common, client_id: "bad", redirect_urls: ["myapp://callback"] },
        { ...common, client_id: "new", client_type: "fourth_party" },
      ];
      json(response, 200, { connected_apps, results_metadata: { total: 3 } });
    });
    const { code, stdout, stderr } = await command(server.settings, "export");
    expect(code).toBe(0);
    expect(stderr).toContain(
      `2 clients of ${PROJECT_ID} exported; 1 client of them refused by pulumi up, see the comments; 1 client of an unknown type left out`,
    );
    expect(idsIn(stdout)).toEqual(["bad", "good"]);
  });
});

test("what it writes compiles with the strictest settings, also what up refuses", async () => {
  const folder = await temporaryFolder();
  const odd = {
    clientName: "*/ ` $" + '{x} \u202e "\n',
    redirectUrls: ["myapp://cb"],
    accessTokenExpiryMinutes: -1,
    fullAccessAllowed: true,
    bypassConsentForOfflineAccess: true,
  };
  const apps = CLIENT_TYPES.map((clientType) => app({ clientType, ...odd }));
  const { text, refused } = exportProgram(PROJECT_ID, [...apps, app(), app({ clientType: "new" })]);
  expect(refused).toBe(4);
  await writeFile(join(folder, "index.ts"), text);
  await writeFile(join(folder, "none.ts"), exportProgram(PROJECT_ID, []).text);
  await symlink(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  const compilerOptions = { strict: true, noUnusedLocals: true, noEmit: true, module: "nodenext" };
  const settings = { compilerOptions: { ...compilerOptions, skipLibCheck: true, types: [] } };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings));
  const tsc = join(folder, "node_modules/typescript/bin/tsc");
  const { code, stdout } = await run(process.execPath, [tsc, "-p", folder], { cwd: folder });
  expect(code, stdout).toBe(0);
}, 60_000);

describe("the command line", () => {
  const settings = settingsFor("http://127.0.0.1:9");

  test("--help names every option and variable, --version the version of the package", async () => {
    const { code, stdout } = await command({}, "--help");
    expect(code).toBe(0);
    for (const part of [
      "--client-id",
      "--type",
      "--out",
      "--force",
      "--version",
      ...CLIENT_TYPES,
    ]) {
      expect(stdout).toContain(part);
    }
    for (const name of ["PROJECT_ID", "SECRET", "API_URL"])
      expect(stdout).toContain(`STYTCH_${name}`);
    const ofExport = await command({}, "export", "--help");
    expect(ofExport.code).toBe(0);
    expect(ofExport.stdout).toContain("--client-id <id>");
    expect(ofExport.stdout).toContain("Exit code:");
    expect(ofExport.stdout).not.toContain("--json");
    const file = await readFile(join(REPOSITORY, "provider/package.json"), "utf8");
    const { version } = JSON.parse(file) as { version: string };
    expect(await command({}, "--version")).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  test.each([
    ["the command is missing"],
    ["unknown command 'publish'; see stytch-connected-apps --help", "publish"],
    ["unknown command 'exprot' (Did you mean export?)", "exprot"],
    ["too many arguments for 'export'. Expected 0 arguments but got 1: all", "export", "all"],
    ["unknown option '--all'; see stytch-connected-apps --help", "export", "--all"],
    ["unknown option '--froce' (Did you mean --force?)", "export", "--froce"],
    ["unknown option '--outt' (Did you mean --out?)", "export", "--outt=x"],
    ["unknown option '--typ' (Did you mean --type?)", "--typ=x", "export"],
    ["unknown option '-f'", "export", "-f"],
    ["option '--out <file>' argument missing", "export", "--out"],
    ["option '--out <file>' argument '' is invalid. Pass a value", "export", "--out="],
    ["option '--out <file>' argument '--force' is invalid", "export", "--out", "--force"],
    ["option '--client-id <id>' argument '' is invalid", "export", "--client-id="],
    [
      "argument 'confidential' is invalid. Use one of first_party, ",
      "export",
      "--type",
      "confidential",
    ],
    ["--force takes no value", "export", "--out=x", "--force=yes"],
    ["--force: is for --out FILE", "export", "--force"],
  ])("says %s with one line and ends with 2", async (problem, ...args) => {
    const { code, stdout, stderr } = await command(settings, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^stytch-connected-apps: [^\n]+\n$/);
    expect(stderr).toContain(problem);
  });

  test("says nothing of what an unknown option is set to", async () => {
    const { stderr } = await command(settings, "export", "--key=canary-value");
    expect(stderr).toContain("unknown option '--key'");
    expect(stderr).not.toContain("canary");
  });

  test.each(["--secret", "--stytch-secret", "--token"])("takes no %s", async (flag) => {
    for (const args of [[flag, "canary-value"], [`${flag}=canary-value`]]) {
      const { code, stderr } = await command(settings, "export", ...args);
      expect(code).toBe(2);
      expect(stderr).toContain(`${flag}: secrets are not accepted on the command line`);
      expect(stderr).not.toContain("canary");
    }
  });

  test.each([
    [["secret-test-canary"]],
    [["export", "secret-live-canary"]],
    [["orphans", "secret-test-canary"]],
    [["export", "--out=secret-test-canary"]],
  ])("takes no secret of a project as an argument, and does not show it: %j", async (args) => {
    const { code, stderr } = await command(settings, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain("set the variable STYTCH_SECRET");
    expect(stderr).not.toContain("canary");
  });

  test("says which variables are missing or wrong, and ends with 2", async () => {
    const { code, stderr } = await command({ secret: "canary with spaces" }, "export");
    expect(code).toBe(2);
    for (const part of [
      "[ERR_STYTCH_SETTINGS]",
      "STYTCH_PROJECT_ID is missing (export STYTCH_PROJECT_ID=project-test-…)",
      "STYTCH_SECRET contains spaces",
    ]) {
      expect(stderr).toContain(part);
    }
    expect(stderr).not.toContain("canary");
    expect(stderr).not.toContain("stytch:");
  });

  test("names the ids that the project does not have, writes nothing, and ends with 2", async () => {
    const rig = await startProject();
    const file = join(await temporaryFolder(), "index.ts");
    const ids = ["--client-id", rig.ids[0] ?? "", "--client-id", "x", "--client-id", "y"];
    const { code, stderr } = await command(rig.settings, "export", ...ids, "--out", file);
    expect(code).toBe(2);
    expect(stderr).toContain(`--client-id: ${rig.settings.projectId} has no client x, y;`);
    await expect(readFile(file)).rejects.toThrow("ENOENT");
  });

  describe.each([["export"], ["orphans", "STATE"]])(
    "%s advises the variables it reads",
    (...words) => {
      async function refusal(settings: StytchSettings): Promise<string> {
        const state = join(await temporaryFolder(), "state.json");
        await writeFile(state, '{ "version": 3, "deployment": { "resources": [] } }');
        const args = words.map((word) => (word === "STATE" ? state : word));
        const { code, stderr } = await command(settings, ...args);
        expect({ code, advised: /stytch:/.exec(stderr)?.[0] }).toEqual({
          code: 1,
          advised: undefined,
        });
        return stderr;
      }

      test.each([
        [401, "unauthorized_credentials", "STYTCH_PROJECT_ID and STYTCH_SECRET belong together"],
        [404, "route_not_found", "Check STYTCH_API_URL."],
        [403, "use_https", "Set STYTCH_API_URL to an https:// address."],
      ])("on %i %s", async (status, error_type, advice) => {
        const server = await serveHttp((_n, response) => json(response, status, { error_type }));
        expect(await refusal(server.settings)).toContain(advice);
      });
    },
  );

  test("advises the variables it reads where no server listens", async () => {
    const { code, stderr } = await command(settingsFor(await closedUrl()), "export");
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /Start the emulator there, with npx stytch-emulator --port \d+ .*, or correct STYTCH_API_URL\.$/m,
    );
    expect(stderr).not.toContain("stytch:");
  });

  test("says what Stytch refused, and ends with 1", async () => {
    const { settings } = await startProject();
    const refused = await command({ ...settings, secret: "canary-secret" }, "export");
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^stytch-connected-apps: \[ERR_STYTCH_API\] [^\n]+\n$/);
    expect(refused.stderr).not.toContain("canary");
  });
});
