import { realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ENGINE_VERSION } from "../../../tools/pulumi/src/index.ts";
import { fakeCommand, temporaryFolder } from "./_fakes.ts";
import { eventually, startNode } from "./_processes.ts";

const CLI = join(import.meta.dirname, "../../../tools/pulumi/src/cli.ts");

/** Starts the CLI with a `pulumi` on PATH that runs `script`, in a folder of its own. */
async function startCli(script: string, args: string[] = []) {
  const folder = await temporaryFolder();
  await fakeCommand(
    join(folder, "pulumi"),
    `[ "$1" = version ] && exec echo v${ENGINE_VERSION}\n${script}`,
  );
  await fakeCommand(join(folder, "pulumi-language-nodejs"), "");
  const env = { ...process.env, PATH: folder, INIT_CWD: folder };
  return { ...startNode([CLI, ...args], env), folder };
}

test("passes every argument on, in the folder where npm was called, with the environment", async () => {
  const script = 'pwd; echo "$PULUMI_BACKEND_URL"; for a in "$@"; do echo "<$a>"; done';
  const cli = await startCli(script, ["up", "--", "--yes", "a b", ""]);
  expect((await cli.ended).code).toBe(0);
  const [cwd, backend = "", ...args] = cli.output.stdout.trimEnd().split("\n");
  expect(cwd).toBe(await realpath(cli.folder));
  expect(backend).toMatch(/^file:.*\.pulumi-local\/state$/);
  expect(args).toEqual(["<up>", "<-->", "<--yes>", "<a b>", "<>"]);
});

test("ends with the engine's exit code", async () => {
  const cli = await startCli("exit 5");
  expect((await cli.ended).code).toBe(5);
});

test("ends by the signal that ended the engine", async () => {
  const cli = await startCli("kill -TERM $$");
  expect((await cli.ended).signal).toBe("SIGTERM");
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "passes %s on to the engine",
  async (signal) => {
    const name = signal.slice(3);
    const cli = await startCli(
      `trap 'echo got ${name}; exit 9' ${name}; echo ready; while :; do sleep 0.05; done`,
    );
    await eventually(() => expect(cli.output.stdout).toContain("ready"));
    cli.child.kill(signal);
    expect((await cli.ended).code).toBe(9);
    expect(cli.output.stdout).toContain(`got ${name}`);
  },
);

test("without any engine it prints the ways and their remedies, no stack, and fails", async () => {
  const folder = await temporaryFolder();
  const cache = join(folder, "cache");
  const env = { PATH: folder, INIT_CWD: folder, HOME: folder, PULUMI_STYTCH_CACHE: cache };
  // A proxy that is not there keeps the installer from being reached, wherever the test runs.
  const cli = startNode([CLI, "version"], {
    ...env,
    NODE_USE_ENV_PROXY: "1",
    HTTPS_PROXY: "http://127.0.0.1:9",
  });
  expect((await cli.ended).code).toBe(1);
  expect(cli.output.stderr).toMatch(/^No Pulumi engine [\s\S]*no `go` on PATH/);
  expect(cli.output.stderr).not.toContain("    at ");
});

test("an old Node.js is refused with both versions and the remedy", () => {
  const { complaint } = createRequire(import.meta.url)("../../../tools/pulumi/src/check-node.cjs");
  for (const version of ["12.22.0", "20.19.0", "23.11.0"]) {
    expect(complaint(version)).toMatch(new RegExp(`24.*${version}.*npm run`));
  }
  for (const version of ["24.0.0", "24.21.0", "30.1.0"]) expect(complaint(version)).toBeUndefined();
});

test("is no engine for a script named pulumi that runs it: it does not ask itself for ever", async () => {
  const folder = await temporaryFolder();
  const script = `exec '${process.execPath}' '${CLI}' "$@"`;
  await fakeCommand(join(folder, "pulumi"), script);
  const env = { PATH: folder, PULUMI_STYTCH_ASKED: "true" };
  const asked = startNode([CLI, "version"], env);
  expect((await asked.ended).code).toBe(1);
  expect(asked.output.stderr).toContain("The `pulumi` on PATH runs this command");
  expect(asked.output.stdout).toBe("");
});
