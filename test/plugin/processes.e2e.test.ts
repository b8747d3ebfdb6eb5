import { setTimeout } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { changedResponses } from "../e2e/_changed-responses.ts";
import type { Cli } from "../e2e/_cli.ts";
import { CAN_SEE_PROCESSES, processesWith } from "../e2e/_processes.ts";
import type { TestProject } from "../e2e/_project.ts";
import { eachTestScope } from "../e2e/_scope.ts";
import { json, serveHttp } from "../provider/_server.ts";

const scope = eachTestScope();
let project: TestProject;
let cli: Cli;
let folder: string;
let mark: string;

const PROGRAM = `const { ConnectedApp } = require("pulumi-stytch-connected-apps");
new ConnectedApp("web", { clientType: "first_party" });
`;

beforeEach(async () => {
  project = await scope.project();
  mark = `mark-${crypto.randomUUID()}`;
  cli = await scope.cli(project, { STYTCH_TEST_MARK: mark });
  folder = await scope.program("processes", { "index.js": PROGRAM });
  await pulumi("stack", "init", "test");
});

const pulumi = (...args: string[]) => cli.pulumi("--cwd", folder, ...args);

/** The engine's command line. */
const UP = /[\\/]pulumi .*\bup\b/;

const plugins = () =>
  processesWith(mark).filter(({ command }) => command.includes("pulumi-resource-stytch"));

async function clientsInState(): Promise<string[]> {
  const { stdout } = await pulumi("stack", "export");
  const { resources = [] } = JSON.parse(stdout).deployment;
  const apps = resources.filter(({ type }: { type: string }) => type.endsWith(":ConnectedApp"));
  return apps.map(({ id }: { id: string }) => id);
}

/** Stops the engine after Stytch made a client, and before the plugin has the response. */
async function stopDuringCreate(signal: "SIGINT" | "SIGKILL") {
  const stop = async () => {
    expect(plugins()).toHaveLength(1);
    const engine = processesWith(mark).find(({ command }) => UP.test(command));
    if (engine === undefined) throw new Error("no engine runs");
    process.kill(engine.pid, signal);
    await setTimeout(1_000);
  };
  const held = await changedResponses(project.url, stop);
  scope.defer(() => held.close());
  return pulumi("up", "--yes", "--skip-preview", "--config", `stytch:apiUrl=${held.url}`);
}

describe.runIf(CAN_SEE_PROCESSES)("no process of the plugin is left", () => {
  it("after commands that end by themselves", async () => {
    for (const command of ["up", "refresh", "destroy"]) {
      const result = await pulumi(command, "--yes", "--skip-preview");
      expect(result, result.stdout + result.stderr).toMatchObject({ code: 0 });
      expect(plugins()).toEqual([]);
    }
  });

  it("after Ctrl-C, and what was made meanwhile is in the state", async () => {
    const { code } = await stopDuringCreate("SIGINT");
    expect(code).not.toBe(0);
    expect(plugins()).toEqual([]);
    const clients = await project.clients();
    expect(clients).toHaveLength(1);
    expect(await clientsInState()).toEqual(clients.map(({ client_id }) => client_id));
  });

  it("after Ctrl-C during the wait for a retry, and the error says that nothing was created", async () => {
    const server = await serveHttp((_n, response, { url }) => {
      const results_metadata = { total: 0, next_cursor: "" };
      if (url.endsWith("/search")) {
        return json(response, 200, { connected_apps: [], results_metadata, request_id: "r" });
      }
      const engine = processesWith(mark).find(({ command }) => UP.test(command));
      if (engine === undefined) throw new Error("no engine runs");
      json(response, 429, {}, { "retry-after": "100" });
      return setTimeout(500).then(() => process.kill(engine.pid, "SIGINT"));
    });
    const url = `stytch:apiUrl=${server.url}`;
    const { code, stdout } = await pulumi("up", "--yes", "--skip-preview", "--config", url);
    expect(code).not.toBe(0);
    expect(stdout).toMatch(
      /\[ERR_STYTCH_INTERRUPTED\] POST .* this request has changed nothing\. Run/,
    );
    expect(await clientsInState()).toEqual([]);
    expect(plugins()).toEqual([]);
  });

  it("after an engine that was killed", async () => {
    const { code } = await stopDuringCreate("SIGKILL");
    expect(code).not.toBe(0);
    await expect.poll(plugins, { timeout: 20_000 }).toEqual([]);
  });
});
