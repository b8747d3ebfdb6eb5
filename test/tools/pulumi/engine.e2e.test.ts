import { execFile } from "node:child_process";
import { readFile, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import {
  ENGINE_VERSION,
  type Engine,
  engineEnvironment,
  provideEngine,
  pulumiCommand,
} from "../../../tools/pulumi/src/index.ts";
import { temporaryFolder, writeFileAt } from "./_fakes.ts";
import { startNode } from "./_processes.ts";

const REPOSITORY = resolve(import.meta.dirname, "../../..");

/** Milliseconds for the first build on a slow machine. */
const BUILD_TIMEOUT_MS = 20 * 60_000;

let engine: Engine;
beforeAll(async () => {
  engine = await provideEngine();
}, BUILD_TIMEOUT_MS);

const DYNAMIC_PROGRAM = `
const pulumi = require("@pulumi/pulumi");
class Thing extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super({ create: async (inputs) => ({ id: "1", outs: inputs }) }, name, args);
  }
}
const thing = new Thing("thing", { kind: new pulumi.Config().require("kind") });
exports.kind = thing.kind;
exports.secret = new pulumi.Config().requireSecret("password");
`;

const POLICY_PACK = `
const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("pack", {
  policies: [{
    name: "no-dangerous-things",
    description: "Things are harmless.",
    enforcementLevel: "mandatory",
    validateResource: (args, report) => {
      if (args.props.kind === "dangerous") report("this thing is dangerous");
    },
  }],
});
`;

/** A program in a folder of its own that uses the packages of this repository. */
async function project(program: string) {
  const folder = await temporaryFolder();
  await symlink(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  await writeFileAt(join(folder, "Pulumi.yaml"), "name: project\nruntime: nodejs\n");
  await writeFileAt(join(folder, "package.json"), '{ "name": "project", "main": "index.js" }');
  await writeFileAt(join(folder, "index.js"), program);
  const env = engineEnvironment(folder, process.env, engine);
  const pulumi = async (...args: string[]) => {
    const all = [...args, "--non-interactive", "--color", "never"];
    const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 };
    return (await promisify(execFile)(engine.command, all, options)).stdout;
  };
  await pulumi("stack", "init", "dev");
  return { folder, pulumi };
}

test("the engine prints the expected version, through the Automation API too", async () => {
  const cli = startNode([join(REPOSITORY, "tools/pulumi/src/cli.ts"), "version"]);
  expect(await cli.ended).toEqual({ code: 0, signal: null });
  expect(cli.output.stdout.trim()).toBe(`v${engine.version}`);
  expect((await pulumiCommand(engine)).version?.compare(ENGINE_VERSION)).toBeGreaterThanOrEqual(0);
});

test("a program goes up with its configuration and is destroyed again", async () => {
  const { folder, pulumi } = await project(DYNAMIC_PROGRAM);
  await pulumi("config", "set", "kind", "harmless");
  await pulumi("config", "set", "--secret", "password", "hunter2");
  await pulumi("up", "--yes");
  expect(JSON.parse(await pulumi("stack", "output", "--json"))).toEqual({
    kind: "harmless",
    secret: "[secret]",
  });
  const state = await readFile(
    join(folder, ".pulumi-local/state/.pulumi/stacks/project/dev.json"),
    "utf8",
  );
  expect(state).toContain("pulumi-nodejs:dynamic:Resource::thing");
  expect(state).not.toContain("hunter2");

  await pulumi("destroy", "--yes");
  expect(JSON.parse(await pulumi("stack", "export")).deployment.resources ?? []).toEqual([]);
});

test("a mandatory policy stops the preview and names the resource", async () => {
  const { folder, pulumi } = await project(DYNAMIC_PROGRAM);
  const pack = join(folder, "pack");
  await writeFileAt(join(pack, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  await writeFileAt(
    join(pack, "package.json"),
    '{ "name": "pack", "version": "0.0.1", "main": "index.js" }',
  );
  await writeFileAt(join(pack, "index.js"), POLICY_PACK);
  await pulumi("config", "set", "--secret", "password", "hunter2");

  await pulumi("config", "set", "kind", "harmless");
  await pulumi("preview", "--policy-pack", pack);

  await pulumi("config", "set", "kind", "dangerous");
  await expect(pulumi("preview", "--policy-pack", pack)).rejects.toMatchObject({
    stdout: expect.stringMatching(
      /no-dangerous-things .*: thing\)\n[\s\S]*this thing is dangerous/,
    ),
  });
});

test("a program that throws fails once, with its message", async () => {
  const { pulumi } = await project('throw new Error("on purpose");');
  await expect(pulumi("preview")).rejects.toMatchObject({
    code: expect.any(Number),
    stdout: expect.stringMatching(/on purpose/),
  });
});

test("1500 outputs of more than 4 MB in one message pass", async () => {
  const { pulumi } = await project(
    'for (let i = 0; i < 1500; i++) exports["output" + i] = String(i).padEnd(3500, "x");',
  );
  await pulumi("up", "--yes", "--skip-preview", "--suppress-outputs");
  const outputs = JSON.parse(await pulumi("stack", "output", "--json"));
  expect(Object.keys(outputs)).toHaveLength(1500);
  expect(JSON.stringify(outputs).length).toBeGreaterThan(4 * 1024 * 1024);
});
