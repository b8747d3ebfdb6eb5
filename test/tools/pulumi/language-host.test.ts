import { once } from "node:events";
import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb.js";
import { describe, expect, test } from "vitest";
import { ENGINE_VERSION } from "../../../tools/pulumi/src/index.ts";
import {
  Empty,
  InstallDependenciesRequest,
  Struct,
} from "../../../tools/pulumi/src/language-host/protocol.ts";
import { fakeCommand, temporaryFolder, writeFileAt } from "./_fakes.ts";
import {
  collect,
  ENGINE_ADDRESS,
  pluginRequest,
  programInfo,
  programWith,
  runRequest,
  startLanguageHost,
} from "./_language-host.ts";
import { eventually, isRunning, processIdIn } from "./_processes.ts";

type Host = Awaited<ReturnType<typeof startLanguageHost>>;

const run = (host: Host, request: RunRequest): Promise<RunResponse> =>
  promisify<RunRequest, RunResponse>(host.client.run.bind(host.client))(request);

/** Reports one JSON value to the test through the host's own output. */
const REPORT = "console.log('report ' + JSON.stringify";

const reportOf = (output: string): unknown =>
  JSON.parse(/^report (.*)$/m.exec(output)?.[1] ?? "null");

/** Writes its process id, then lives until it is ended. */
const staysAlive = (folder: string) =>
  `require("fs").writeFileSync(${JSON.stringify(join(folder, "pid"))}, String(process.pid)); setInterval(() => {}, 1000)`;

describe("run()", () => {
  test("starts the program's SDK with the addresses, names and flags of the request", async () => {
    const host = await startLanguageHost();
    const folder = await programWith({ run: `${REPORT}(process.argv.slice(2)))` });
    const request = runRequest(folder).setOrganization("org").setDryrun(true).setArgsList(["a"]);
    expect((await run(host, request)).toObject()).toEqual({ error: "", bail: false });
    expect(await eventually(() => reportOf(host.output.stdout) ?? Promise.reject())).toEqual([
      "--monitor=127.0.0.1:4712",
      `--engine=${ENGINE_ADDRESS}`,
      "--organization=org",
      "--project=project",
      `--root-directory=${folder}`,
      "--stack=stack",
      `--pwd=${folder}`,
      "--query-mode=false",
      "--parallel=8",
      "--dry-run",
      ".",
      "a",
    ]);
  });

  test("hands over the configuration and the names of its secrets", async () => {
    const host = await startLanguageHost();
    const names = ["PULUMI_CONFIG", "PULUMI_CONFIG_SECRET_KEYS", "PULUMI_NODEJS_TYPESCRIPT"];
    const folder = await programWith({
      run: `${REPORT}(${JSON.stringify(names)}.map((name) => JSON.parse(process.env[name]))))`,
    });
    const request = runRequest(folder).setConfigsecretkeysList(["stytch:secret"]);
    request.getConfigMap().set("stytch:projectId", "p").set("stytch:secret", 's"1');
    await run(host, request);
    expect(await eventually(() => reportOf(host.output.stdout) ?? Promise.reject())).toEqual([
      { "stytch:projectId": "p", "stytch:secret": 's"1' },
      ["stytch:secret"],
      true,
    ]);
  });

  test("leaves TypeScript alone and passes arguments to node where the project says so", async () => {
    const host = await startLanguageHost();
    const folder = await programWith({
      run: `${REPORT}([process.env.PULUMI_NODEJS_TYPESCRIPT, process.execArgv]))`,
    });
    await run(host, runRequest(folder, { typescript: false, nodeargs: "--no-warnings" }));
    expect(await eventually(() => reportOf(host.output.stdout) ?? Promise.reject())).toEqual([
      "false",
      ["--no-warnings"],
    ]);
  });

  test("exit code 32 bails without a further error: the program has printed one", async () => {
    const host = await startLanguageHost();
    const folder = await programWith({ run: "process.exit(32)" });
    expect((await run(host, runRequest(folder))).toObject()).toEqual({ error: "", bail: true });
  });

  test.each([
    ["process.exit(3)", /exit code 3\b/],
    ["process.kill(process.pid, 'SIGKILL')", /exit code 137\b/],
  ])("%s is an error", async (script, message) => {
    const host = await startLanguageHost();
    const response = await run(host, runRequest(await programWith({ run: script })));
    expect(response.getError()).toMatch(message);
    expect(response.getBail()).toBe(false);
  });

  test("a program without @pulumi/pulumi is an error that says npm install", async () => {
    const host = await startLanguageHost();
    const folder = await programWith({});
    const error = (await run(host, runRequest(folder))).getError();
    expect(error).toContain(folder);
    expect(error).toContain("npm install");
  });

  test("a configuration too large for the environment is an error, not the end of the host", async () => {
    const host = await startLanguageHost();
    const folder = await programWith({ run: "" });
    const request = runRequest(folder);
    request.getConfigMap().set("project:large", "x".repeat(5_000_000));
    expect((await run(host, request)).getError()).toContain("E2BIG");
    expect((await run(host, runRequest(folder))).getError()).toBe("");
  });

  test("takes a message of more than 4 MB", async () => {
    const host = await startLanguageHost();
    const request = runRequest(await programWith({ run: "" }));
    request.setConfigpropertymap(Struct.fromJavaScript({ large: "x".repeat(6_000_000) }));
    expect((await run(host, request)).getError()).toBe("");
  });

  test("ends the program when the call is cancelled", async () => {
    const host = await startLanguageHost();
    const folder = await temporaryFolder();
    const call = host.client.run(
      runRequest(await programWith({ run: staysAlive(folder) })),
      () => undefined,
    );
    const program = await processIdIn(join(folder, "pid"));
    call.cancel();
    await eventually(() => expect(isRunning(program)).toBe(false));
  });
});

describe("runPlugin()", () => {
  test("runs a policy pack in its folder and streams its output and exit code", async () => {
    const host = await startLanguageHost();
    const folder = await programWith({
      "run-policy-pack": `
        ${REPORT}([process.argv.slice(2), process.cwd()]));
        console.error("from the pack");
        process.exitCode = 7;`,
    });
    const request = pluginRequest(folder, "analyzer").setArgsList(["-v=9", ENGINE_ADDRESS]);
    const seen = await collect(host.client.runPlugin(request.setPwd("/")));
    expect(reportOf(seen.stdout)).toEqual([[ENGINE_ADDRESS, folder], await realpath(folder)]);
    expect(seen).toMatchObject({ stderr: "from the pack\n", exitCode: 7 });
  });

  test("runs any other plugin with its folder and its arguments", async () => {
    const host = await startLanguageHost();
    const folder = await programWith({ "run-plugin": `${REPORT}(process.argv.slice(2)))` });
    const seen = await collect(host.client.runPlugin(pluginRequest(folder, "resource")));
    expect(reportOf(seen.stdout)).toEqual([folder, ENGINE_ADDRESS]);
    expect(seen.exitCode).toBe(0);
  });

  test("gives the plugin the environment of the request and no other, with node on PATH", async () => {
    const host = await startLanguageHost({ ...process.env, ONLY_THE_HOST: "1" });
    const folder = await programWith({ "run-plugin": `${REPORT}(process.env))` });
    const request = pluginRequest(folder, "resource").setEnvList(["A=b=c", "PATH=/usr/bin"]);
    const { stdout } = await collect(host.client.runPlugin(request));
    expect(reportOf(stdout)).toMatchObject({
      A: "b=c",
      PATH: expect.stringMatching(/^.*node.*:\/usr\/bin$/),
    });
    expect(reportOf(stdout)).not.toHaveProperty("ONLY_THE_HOST");
  });

  test("streams more than 4 MB", async () => {
    const host = await startLanguageHost();
    const folder = await programWith({ "run-plugin": "process.stdout.write('x'.repeat(6000000))" });
    const seen = await collect(host.client.runPlugin(pluginRequest(folder, "resource")));
    expect(seen.stdout).toHaveLength(6_000_000);
  });

  test("fails where the pack has no @pulumi/pulumi, and says npm install", async () => {
    const host = await startLanguageHost();
    const call = host.client.runPlugin(pluginRequest(await programWith({}), "analyzer"));
    await expect(collect(call)).rejects.toThrow(/npm install/);
  });

  test("ends the plugin when the call is cancelled", async () => {
    const host = await startLanguageHost();
    const folder = await temporaryFolder();
    const pack = await programWith({ "run-policy-pack": staysAlive(folder) });
    const call = host.client.runPlugin(pluginRequest(pack, "analyzer"));
    call.resume().on("error", () => undefined);
    const plugin = await processIdIn(join(folder, "pid"));
    call.cancel();
    await eventually(() => expect(isRunning(plugin)).toBe(false));
  });
});

describe("the host", () => {
  test("prints the bare port where FORCE_COLOR colours what programs print", async () => {
    const { output } = await startLanguageHost({ ...process.env, FORCE_COLOR: "1" });
    expect(output.stdout).toMatch(/^\d+\n/);
  });

  test("responds to the calls that describe it and the program", async () => {
    const { client } = await startLanguageHost();
    const info = await new Promise((done, fail) =>
      client.getPluginInfo(new Empty(), (error, response) =>
        error ? fail(error) : done(response.toObject()),
      ),
    );
    expect(info).toEqual({ version: ENGINE_VERSION });
  });

  test("lists what the program depends on, with the installed versions", async () => {
    const { client } = await startLanguageHost();
    const folder = await temporaryFolder();
    const dependencies = { there: "^1.0.0", missing: "^2.0.0" };
    await writeFileAt(join(folder, "package.json"), JSON.stringify({ dependencies }));
    const manifest = join(folder, "node_modules/there/package.json");
    await writeFileAt(manifest, JSON.stringify({ version: "1.2.3", exports: {} }));
    const { GetProgramDependenciesRequest } = await import(
      "@pulumi/pulumi/proto/language_pb.js"
    ).then((module) => module.default);
    const request = new GetProgramDependenciesRequest().setInfo(programInfo(folder));
    const list = await new Promise((done, fail) =>
      client.getProgramDependencies(request, (error, response) =>
        error ? fail(error) : done(response.toObject().dependenciesList),
      ),
    );
    expect(list).toEqual([
      { name: "missing", version: "^2.0.0" },
      { name: "there", version: "1.2.3" },
    ]);
  });

  test("installs packages with the project's package manager and streams what it says", async () => {
    const bin = await temporaryFolder();
    await fakeCommand(join(bin, "some-manager"), 'echo "$1 in $(pwd)"');
    const { client } = await startLanguageHost({
      ...process.env,
      PATH: `${process.env.PATH}:${bin}`,
    });
    const folder = await temporaryFolder();
    const request = new InstallDependenciesRequest().setInfo(
      programInfo(folder, { packagemanager: "some-manager" }),
    );
    const call = client.installDependencies(request);
    let said = "";
    call.on("data", (part) => (said += Buffer.from(part.getStdout_asU8()).toString()));
    await once(call, "end");
    expect(said).toBe(`install in ${await realpath(folder)}\n`);
  });

  test.each([
    ["its input is closed", (host: Host) => host.child.stdin?.end()],
    ["it gets SIGTERM", (host: Host) => host.child.kill("SIGTERM")],
  ])("ends when %s, and the program with it", async (_what, endIt) => {
    const host = await startLanguageHost();
    const folder = await temporaryFolder();
    host.client.run(runRequest(await programWith({ run: staysAlive(folder) })), () => undefined);
    const program = await processIdIn(join(folder, "pid"));
    endIt(host);
    expect((await host.ended).code).toBe(0);
    expect(isRunning(program)).toBe(false);
  });
});
