import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { run } from "../../e2e/_process.ts";
import { DELETE, SEARCH, startRig } from "../_emulator.ts";
import { settingsFor } from "../_server.ts";
import { pending, resource, stateText } from "../orphans/_state.ts";
import { command } from "./_command.ts";

/** Writes a file for this test. */
async function file(text: string, name = "dev.json"): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "stytch-orphans-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

const INPUTS = { clientType: "first_party", clientName: "web" } as const;

/** A project with a client that a stack knows, and one that its killed run left. */
async function startProject() {
  const rig = await startRig();
  const known = await rig.api.createConnectedApp({ clientType: "first_party" });
  const lost = await rig.api.createConnectedApp(INPUTS);
  await rig.setFaults();
  const { projectId } = rig.settings;
  const known1 = resource("known", known.clientId, { projectId });
  return { ...rig, known, lost, state: stateText([known1], [pending("web", INPUTS)]) };
}

describe("stytch-connected-apps orphans", () => {
  test("lists what no stack knows, with one request and no secret, and ends with 3", async () => {
    const { settings, known, lost, state, stats } = await startProject();
    const path = await file(state);
    const { code, stdout, stderr } = await command(settings, "orphans", path);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: `stytch-connected-apps: 1 client of ${settings.projectId} that the stack does not know; 1 client of them may come from a pending create\n`,
    });
    expect(stdout).toContain(`adopt:  adoptClientId: "${lost.clientId}",\n`);
    expect(stdout).toContain(path);
    expect(stdout).not.toContain(known.clientId);
    for (const secret of [settings.secret, known.clientSecret, lost.clientSecret]) {
      expect(stdout).not.toContain(secret);
    }
    expect((await stats()).requests).toEqual({ [SEARCH]: 1 });
  });

  test("prints a line that deletes the client in a shell", async () => {
    const rig = await startProject();
    const { stdout } = await command(rig.settings, "orphans", "--json", await file(rig.state));
    const { orphans } = JSON.parse(stdout);
    await rig.setFaults();
    const { projectId, secret } = rig.settings;
    const env = { STYTCH_PROJECT_ID: projectId, STYTCH_SECRET: secret };
    const deleted = await run("sh", ["-c", orphans[0].delete], { env });
    expect(deleted, deleted.stderr).toMatchObject({ code: 0 });
    expect((await rig.stats()).requests).toEqual({ [DELETE]: 1 });
    expect(await rig.clients()).toMatchObject([{ clientId: rig.known.clientId }]);
  });

  test("takes several stacks; ends with 0 if all is known", async () => {
    const { settings, lost, state } = await startProject();
    const other = stateText([resource("web", lost.clientId, {})]);
    const [first, second] = [await file(state), await file(other, "other.json")];
    const both = await command(settings, "orphans", first, second);
    expect(both).toMatchObject({ code: 0, stdout: "" });
    expect(both.stderr).toContain("0 clients of");
  });

  test("refuses the stack of another project before it lists anything as an orphan", async () => {
    const { settings } = await startProject();
    const path = await file(stateText([resource("web", "x", { projectId: "project-live-1" })]));
    const { code, stdout, stderr } = await command(settings, "orphans", path);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`${path}: has clients of project-live-1 and none of`);
  });
});

describe("the command line", () => {
  const settings = settingsFor("http://127.0.0.1:9");

  test.each([
    ["orphans: the states of the stacks are missing", "orphans"],
    ["a.json: is given more than once", "orphans", "a.json", "a.json"],
    ["unknown option '--out'", "orphans", "--out", "x", "a.json"],
    ["unknown option '--jason' (Did you mean --json?)", "orphans", "--jason", "a.json"],
    ["unknown option '--json'", "export", "--json"],
  ])("says %s with one line and ends with 2", async (problem, ...args) => {
    const { code, stdout, stderr } = await command(settings, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^stytch-connected-apps: [^\n]+\n$/);
    expect(stderr).toContain(problem);
  });

  test("ends with 1 for a file that is not there, and with 2 for one that is not a state", async () => {
    const missing = await command(settings, "orphans", "/no/such/file.json");
    expect(missing).toMatchObject({ code: 1, stdout: "" });
    expect(missing.stderr).toMatch(/^stytch-connected-apps: \/no\/such\/file.json cannot be read/);
    const wrong = await command(settings, "orphans", await file("{}"));
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain("is not the state of a stack");
  });

  test("ends with 1 if Stytch cannot be asked", async () => {
    const { settings: right, state } = await startProject();
    const wrong = { ...right, secret: "canary-secret" };
    const { code, stdout, stderr } = await command(wrong, "orphans", await file(state));
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("[ERR_STYTCH_API]");
    expect(stderr).not.toContain("canary");
  });

  test("--help names both commands and every exit code", async () => {
    const { stdout } = await command({}, "--help");
    for (const part of ["export", "orphans", "--json", "0 ", "1 ", "2 ", "3 "]) {
      expect(stdout).toContain(part);
    }
  });
});
