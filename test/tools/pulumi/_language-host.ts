import { once } from "node:events";
import { join } from "node:path";
import { type ClientReadableStream, credentials } from "@grpc/grpc-js";
import type { RunPluginResponse } from "@pulumi/pulumi/proto/language_pb.js";
import { onTestFinished } from "vitest";
import {
  LanguageRuntimeClient,
  MESSAGE_LIMITS,
  ProgramInfo,
  RunPluginRequest,
  RunRequest,
  Struct,
} from "../../../tools/pulumi/src/language-host/protocol.ts";
import { placePlugins } from "../../../tools/pulumi/src/plugins/place.ts";
import { temporaryFolder, writeFileAt } from "./_fakes.ts";
import { eventually, startNode } from "./_processes.ts";

export const ENGINE_ADDRESS = "127.0.0.1:4711";

/** Places a language host as the cache holds it, starts it as the engine does, and connects to it. */
export async function startLanguageHost(
  env: NodeJS.ProcessEnv = process.env,
  language = "nodejs",
  root?: string,
) {
  const home = root ?? (await temporaryFolder());
  await placePlugins(home);
  const launcher = join(home, "bin", `pulumi-language-${language}`);
  // The launcher is a shell script; it replaces itself by the `node` on PATH.
  const host = startNode(["-e", START, launcher, ENGINE_ADDRESS], env);
  const port = await eventually(() => {
    const [line, rest] = host.output.stdout.split("\n");
    if (rest === undefined) throw new Error(`no port yet: ${host.output.stderr}`);
    return Number(line);
  });
  const client = new LanguageRuntimeClient(
    `127.0.0.1:${port}`,
    credentials.createInsecure(),
    MESSAGE_LIMITS,
  );
  onTestFinished(() => client.close());
  return { ...host, client };
}

/** Becomes the launcher, with the same three streams, so that the host is a child as under the engine. */
const START = `
const [launcher, ...args] = process.argv.slice(1);
const child = require("node:child_process").spawn(launcher, args, { stdio: ["pipe", "inherit", "inherit"] });
process.stdin.pipe(child.stdin);
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 99 : code));
`;

/** A program whose SDK is made of the given scripts: `run`, `run-plugin`, `run-policy-pack`. */
export async function programWith(scripts: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder();
  await writeFileAt(join(folder, "package.json"), JSON.stringify({ name: "program" }));
  for (const [command, script] of Object.entries(scripts)) {
    const path = `node_modules/@pulumi/pulumi/cmd/${command}/index.js`;
    await writeFileAt(join(folder, path), script);
  }
  return folder;
}

export function programInfo(folder: string, options: Record<string, string | boolean> = {}) {
  return new ProgramInfo()
    .setRootDirectory(folder)
    .setProgramDirectory(folder)
    .setEntryPoint(".")
    .setOptions(Struct.fromJavaScript(options));
}

export function runRequest(folder: string, options?: Record<string, string | boolean>) {
  return new RunRequest()
    .setInfo(programInfo(folder, options))
    .setPwd(folder)
    .setProject("project")
    .setStack("stack")
    .setMonitorAddress("127.0.0.1:4712")
    .setParallel(8);
}

export function pluginRequest(folder: string, kind: string) {
  return new RunPluginRequest()
    .setInfo(programInfo(folder))
    .setPwd(folder)
    .setKind(kind)
    .setArgsList([ENGINE_ADDRESS])
    .setEnvList([`PATH=${process.env.PATH}`]);
}

/** What a plugin writes, and its exit code once it has ended. */
export async function collect(call: ClientReadableStream<RunPluginResponse>) {
  const seen = { stdout: "", stderr: "", exitCode: Number.NaN };
  call.on("data", (part: RunPluginResponse) => {
    if (part.hasStdout()) seen.stdout += Buffer.from(part.getStdout_asU8()).toString();
    if (part.hasStderr()) seen.stderr += Buffer.from(part.getStderr_asU8()).toString();
    if (part.hasExitcode()) seen.exitCode = part.getExitcode();
  });
  await once(call, "end");
  return seen;
}
