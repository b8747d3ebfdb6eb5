import { beforeAll, describe, expect, it } from "vitest";
import { ENGINE_VERSION, OLDEST_ENGINE_VERSION } from "../../tools/pulumi/src/index.ts";
import type { Cli } from "./_cli.ts";
import { door } from "./_door.ts";
import type { TestProject } from "./_project.ts";
import { suiteScope } from "./_scope.ts";

/** Log messages of Pulumi 3.250 that hold client secrets in clear; the documentation lists them. */
const PULUMI_LOGS_SECRETS = [
  /Marshaling property for RPC\[/,
  /Unmarshaling property for RPC\[/,
  ...door.sdkLogsOfSecrets,
];

const scope = suiteScope();
let project: TestProject;
let cli: Cli;
let folder: string;

beforeAll(async () => {
  project = await scope.project();
  cli = await scope.cli(project);
  folder = await scope.program("logs", { "index.js": PROGRAM });
  await pulumi("stack", "init", "logs");
});

const pulumi = (...args: string[]) => cli.pulumi("--cwd", folder, ...args);

const PROGRAM = `const { ConnectedApp } = require("pulumi-stytch-connected-apps");
exports.clientSecret = new ConnectedApp("web", { clientType: "first_party" }).clientSecret;
`;

describe("the output at highest verbosity", () => {
  it("holds no secret, but for the client's in log lines of early engines", async () => {
    const everything = ["--diff", "--show-config", "--show-reads", "--show-sames", "--debug"];
    const logged = await pulumi("up", "--yes", "--logtostderr", "-v=9", ...everything);
    expect(logged.code).toBe(0);
    const { stdout } = await pulumi("stack", "output", "clientSecret", "--show-secrets");
    const clientSecret = stdout.trim();
    expect(clientSecret.length).toBeGreaterThan(20);

    const basic = btoa(`${project.projectId}:${project.secret}`);
    for (const secret of [project.secret, basic]) {
      expect((logged.stdout + logged.stderr).includes(secret)).toBe(false);
    }
    expect(logged.stdout.includes(clientSecret)).toBe(false);
    const leaks = logged.stderr.split("\n").filter((line) => line.includes(clientSecret));
    const version = (await pulumi("version")).stdout.trim().slice(1);
    if (version === OLDEST_ENGINE_VERSION) expect(leaks.length).toBeGreaterThan(0);
    if (version.localeCompare(ENGINE_VERSION, "en", { numeric: true }) >= 0) {
      const ofEngine = leaks.filter((line) => !door.sdkLogsOfSecrets.some((sdk) => sdk.test(line)));
      expect(ofEngine).toEqual([]);
    }
    for (const line of leaks) {
      expect(
        PULUMI_LOGS_SECRETS.some((known) => known.test(line)),
        line.slice(0, 80),
      ).toBe(true);
    }
  });
});

describe("the events of", () => {
  it.each([["--json"], ["--debug"]])(
    "%s hold no secret but in messages of the SDK",
    async (flag) => {
      await pulumi("destroy", "--yes", "--skip-preview");
      const created = await pulumi("up", "--yes", "--skip-preview", flag);
      expect(created.code, created.stderr).toBe(0);
      const { stdout } = await pulumi("stack", "output", "clientSecret", "--show-secrets");
      expect(stdout.trim().length).toBeGreaterThan(20);
      expect(created.stdout + created.stderr).toContain("RegisterResource RPC finished");
      const lines = (created.stdout + created.stderr).split("\n");
      const leaks = lines.filter((line) => line.includes(stdout.trim()));
      expect(leaks.length > 0).toBe(door.sdkLogsOfSecrets.length > 0);
      const isOfSdk = (line: string) => door.sdkLogsOfSecrets.some((known) => known.test(line));
      expect(leaks.filter((line) => !isOfSdk(line))).toEqual([]);
    },
  );
});
