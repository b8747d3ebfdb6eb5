import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { CLIENT_TYPES } from "../../../provider/src/stytch/api.ts";
import { SEARCH, startRig } from "../_emulator.ts";
import { json, serveHttp, settingsFor } from "../_server.ts";
import { PROJECT_ID } from "../export/_program.ts";
import { command } from "./_command.ts";

const FORMAT = ["export", "--format", "import"];
const URN = "urn:pulumi:dev::shop::pulumi:providers:stytch::b2b";

/** A project with a client of each type, by that name, and one more of a name that is taken. */
async function startProject() {
  const rig = await startRig();
  for (const clientType of [...CLIENT_TYPES, CLIENT_TYPES[0]]) {
    await rig.api.createConnectedApp({ clientType, clientName: clientType });
  }
  await rig.setFaults();
  return rig;
}

const namesIn = (text: string): string[] =>
  JSON.parse(text).resources.map(({ name }: { name: string }) => name);

describe("stytch-connected-apps export --format import", () => {
  test("prints the file for all clients, the same each time, with one request and no secret", async () => {
    const { settings, stats } = await startProject();
    const { code, stdout, stderr } = await command(settings, ...FORMAT);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `stytch-connected-apps: 5 clients of ${settings.projectId} exported\n`,
    });
    expect(namesIn(stdout)).toEqual([
      "first-party",
      "first-party-2",
      "first-party-public",
      "third-party",
      "third-party-public",
    ]);
    expect((await stats()).requests).toEqual({ [SEARCH]: 1 });
    expect(stdout).not.toContain(settings.secret);
    expect((await command(settings, ...FORMAT)).stdout).toBe(stdout);
  });

  test("prints the program with --format program, as without it", async () => {
    const { settings } = await startProject();
    const { stdout } = await command(settings, "export", "--format=program");
    expect(stdout).toContain("new ConnectedApp(");
    expect((await command(settings, "export")).stdout).toBe(stdout);
  });

  test("takes the clients of the types that are given, and writes to --out", async () => {
    const { settings } = await startProject();
    const folder = await mkdtemp(join(tmpdir(), "stytch-export-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, "import.json");
    const types = ["--type", "third_party", "--type=first_party_public"];
    const written = await command(settings, ...FORMAT, ...types, "--out", file);
    expect(written).toMatchObject({ code: 0, stdout: "" });
    expect(namesIn(await readFile(file, "utf8"))).toEqual(["first-party-public", "third-party"]);
    const again = await command(settings, ...FORMAT, "--out", file);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining("or --force") });
  });

  test("--provider gives every client that provider", async () => {
    const { settings } = await startProject();
    const { stdout } = await command(settings, ...FORMAT, "--provider", `b2b=${URN}`);
    const { nameTable, resources } = JSON.parse(stdout);
    expect(nameTable).toEqual({ b2b: URN });
    expect(resources).toHaveLength(5);
    for (const resource of resources) expect(resource).toHaveProperty("provider", "b2b");
  });

  test("says where the reasons come from why up refuses a client", async () => {
    const server = await serveHttp((_n, response) => {
      const common = { client_type: "first_party", access_token_expiry_minutes: 60 };
      const connected_apps = [
        { ...common, client_id: "bad", redirect_urls: ["myapp://callback"] },
        { ...common, client_id: "new", client_type: "fourth_party" },
      ];
      json(response, 200, { connected_apps, results_metadata: { total: 2 } });
    });
    const { code, stderr } = await command(server.settings, ...FORMAT);
    expect(code).toBe(0);
    expect(stderr).toContain(
      `1 client of ${PROJECT_ID} exported; 1 client of them refused by pulumi up, pulumi import says why; 1 client of an unknown type left out`,
    );
  });

  test("has its formats and the option in the help", async () => {
    const { stdout } = await command({}, "export", "--help");
    expect(stdout).toMatch(/--format <format> .*\n?.*"program", "import"/);
    expect(stdout).toContain("--provider <name=urn>");
  });

  test.each([
    [
      "--format <format>' argument 'json' is invalid. Allowed choices are program, import",
      "--format",
      "json",
    ],
    ["option '--format <format>' argument missing", "--format"],
    ["--provider: is for --format import; give both", "--provider", `b2b=${URN}`],
    ["--provider: is for --format import; give both", "--format=program", `--provider=b2b=${URN}`],
    ["is invalid. Give NAME=URN", "--format=import", "--provider", URN],
    ["is invalid. Give NAME=URN", "--format=import", "--provider", `=${URN}`],
    ["is invalid. Give NAME=URN", "--format=import", "--provider", `a b=${URN}`],
    ["is invalid. Give NAME=URN", "--format=import", "--provider", "b2b=urn"],
    [
      "is invalid. Give NAME=URN",
      "--format=import",
      "--provider",
      `b2b=${URN.replace(":stytch:", ":aws:")}`,
    ],
    ["is invalid. Give NAME=URN", "--format=import", "--provider", `b2b=${URN}\u001b[31m`],
  ])("says %s with one line and ends with 2", async (problem, ...args) => {
    const settings = settingsFor("http://127.0.0.1:9");
    const { code, stdout, stderr } = await command(settings, "export", ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^stytch-connected-apps: [\x20-\x7e]+\n$/);
    expect(stderr).toContain(problem);
  });
});
