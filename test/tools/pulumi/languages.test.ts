import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb.js";
import { beforeEach, describe, expect, test } from "vitest";
import { EXECUTOR } from "../../../tools/pulumi/src/language-host/languages/python.ts";
import { InstallDependenciesRequest } from "../../../tools/pulumi/src/language-host/protocol.ts";
import { fakeCommand, temporaryFolder, writeFileAt } from "./_fakes.ts";
import { ENGINE_ADDRESS, programInfo, runRequest, startLanguageHost } from "./_language-host.ts";

/** Writes what a command was started with into a file of its name: arguments, folder, variables. */
const report = (file: string) =>
  `{ echo "$*"; pwd; env | grep ^PULUMI_ | grep -v ^PULUMI_STYTCH | sort; } > '${file}'`;

/** What the SDKs of Go and Java read, as `report` writes it. */
const VARIABLES = (folder: string) => [
  'PULUMI_CONFIG={"stytch:secret":"s"}',
  'PULUMI_CONFIG_SECRET_KEYS=["stytch:secret"]',
  "PULUMI_DRY_RUN=true",
  `PULUMI_ENGINE=${ENGINE_ADDRESS}`,
  "PULUMI_MONITOR=127.0.0.1:4712",
  "PULUMI_ORGANIZATION=org",
  "PULUMI_PARALLEL=8",
  "PULUMI_PROJECT=project",
  `PULUMI_ROOT_DIRECTORY=${folder}`,
  "PULUMI_STACK=stack",
];

let bin: string;
let folder: string;
let reported: string;
beforeEach(async () => {
  bin = await temporaryFolder();
  folder = await realpath(await temporaryFolder());
  reported = join(bin, "report");
});

type Host = Awaited<ReturnType<typeof startLanguageHost>>;

/** A host that finds the fake commands of the test, and none of Pulumi's variables. */
function start(language: string, root?: string): Promise<Host> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_"));
  const env = { ...Object.fromEntries(own), PATH: `${bin}:${process.env.PATH}` };
  return startLanguageHost(env, language, root);
}

async function run(host: Host, request: RunRequest): Promise<RunResponse.AsObject> {
  const response = await promisify<RunRequest, RunResponse>(host.client.run.bind(host.client))(
    request,
  );
  return response.toObject();
}

function request(options?: Record<string, string>): RunRequest {
  const made = runRequest(folder, options).setOrganization("org").setDryrun(true);
  made.setConfigsecretkeysList(["stytch:secret"]).getConfigMap().set("stytch:secret", "s");
  return made;
}

const lines = async () => (await readFile(reported, "utf8")).trimEnd().split("\n");

describe("Python", () => {
  async function rootWithExecutor(): Promise<string> {
    const root = await temporaryFolder();
    await writeFileAt(join(root, "bin", EXECUTOR), "");
    return root;
  }

  test("runs by the script beside the host, with the addresses, names and configuration", async () => {
    await fakeCommand(join(bin, "python3"), report(reported));
    const root = await rootWithExecutor();
    expect(await run(await start("python", root), request())).toEqual({ error: "", bail: false });
    const [args, ...others] = await lines();
    expect(args).toBe(
      `-u ${join(root, "bin", EXECUTOR)} --monitor 127.0.0.1:4712 --engine ${ENGINE_ADDRESS} ` +
        `--organization org --project project --root_directory ${folder} --stack stack ` +
        `--pwd ${folder} --parallel 8 --dry_run true .`,
    );
    expect(others).toEqual([folder, ...VARIABLES(folder).slice(0, 2)]);
  });

  test("runs in the virtual environment that the project names, relative to its folder", async () => {
    await fakeCommand(join(folder, "venv/bin/python"), report(reported));
    const host = await start("python", await rootWithExecutor());
    expect((await run(host, request({ virtualenv: "venv" }))).error).toBe("");
    expect(existsSync(reported)).toBe(true);
  });

  test("without the script is an error that says what it comes with", async () => {
    const { error } = await run(await start("python"), request());
    expect(error).toMatch(/pulumi-language-python-exec is missing.*Install Go/);
  });

  test("another toolchain than pip is an error that names it", async () => {
    const host = await start("python", await rootWithExecutor());
    expect((await run(host, request({ toolchain: "uv" }))).error).toMatch(/"uv".*"pip"/);
  });

  test("makes a missing virtual environment before pip installs into it", async () => {
    const python = 'echo "$*"; [ "$2" = pip ] || { mkdir -p venv/bin; cp "$0" venv/bin/python; }';
    await fakeCommand(join(bin, "python3"), python);
    const { client } = await start("python");
    const info = programInfo(folder, { virtualenv: "venv" });
    const call = client.installDependencies(new InstallDependenciesRequest().setInfo(info));
    let said = "";
    call.on("data", (part) => (said += Buffer.from(part.getStdout_asU8()).toString()));
    await once(call, "end");
    expect(said).toBe(`-m venv ${folder}/venv\n-m pip install -r requirements.txt\n`);
  });
});

describe("Go", () => {
  /** A `go` whose programs report, and then fail with the exit code. */
  const fakeCompiler = (exitCode: number) =>
    fakeCommand(
      join(bin, "go"),
      `echo "$3" > '${bin}/built'
printf '%s\\n' '#!/bin/sh' "${report(reported).replaceAll(/["$]/g, "\\$&")}" 'exit ${exitCode}' > "$3"
chmod +x "$3"`,
    );

  test("is built and started with the addresses, names and configuration, and then removed", async () => {
    await fakeCompiler(0);
    expect(await run(await start("go"), request())).toEqual({ error: "", bail: false });
    expect(await lines()).toEqual(["", folder, ...VARIABLES(folder)]);
    const built = (await readFile(join(bin, "built"), "utf8")).trim();
    expect(existsSync(built)).toBe(false);
  });

  test("a program that has reported its failure bails", async () => {
    await fakeCompiler(32);
    expect(await run(await start("go"), request())).toEqual({ error: "", bail: true });
  });

  test("a program that does not compile is an error", async () => {
    await fakeCommand(join(bin, "go"), "exit 1");
    expect((await run(await start("go"), request())).error).toBe("The program does not compile.");
  });
});

describe("Java", () => {
  test("is compiled and started by Maven with the addresses, names and configuration", async () => {
    await fakeCommand(join(bin, "mvn"), report(reported));
    expect(await run(await start("java"), request())).toEqual({ error: "", bail: false });
    expect(await lines()).toEqual([
      "--quiet --batch-mode compile exec:java",
      folder,
      ...VARIABLES(folder),
    ]);
  });
});
