import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { changedResponses } from "./_changed-responses.ts";
import { CAN_SEE_PROCESSES, processesWith } from "./_processes.ts";
import { eachTestScope } from "./_scope.ts";

const scope = eachTestScope();

const PROGRAM = `const { ConnectedApp } = require("pulumi-stytch-connected-apps");
new ConnectedApp("web", { clientType: "first_party" });
`;

/** The engine's command line. */
const UP = /[\\/]pulumi .*\bup\b/;

it.runIf(CAN_SEE_PROCESSES)(
  "no dynamic provider is left after an engine that was killed during a create",
  async () => {
    const project = await scope.project();
    const mark = `mark-${crypto.randomUUID()}`;
    const cli = await scope.cli(project, { STYTCH_TEST_MARK: mark });
    const folder = await scope.program("killed-engine", { "index.js": PROGRAM });
    const providers = () =>
      processesWith(mark).filter(({ command }) => /cmd[\\/]dynamic-provider/.test(command));
    let seen = 0;
    const kill = async () => {
      seen = providers().length;
      const engine = processesWith(mark).find(({ command }) => UP.test(command));
      if (engine === undefined) throw new Error("no engine runs");
      process.kill(engine.pid, "SIGKILL");
      await setTimeout(1_000);
    };
    const held = await changedResponses(project.url, kill);
    scope.defer(() => held.close());
    await cli.pulumi("--cwd", folder, "stack", "init", "test");
    const url = `stytch:apiUrl=${held.url}`;
    const up = ["up", "--yes", "--skip-preview", "--config", url];
    expect((await cli.pulumi("--cwd", folder, ...up)).code).not.toBe(0);
    expect(seen).toBe(1);
    await expect.poll(providers, { timeout: 20_000 }).toEqual([]);
  },
);
