import { delimiter, dirname } from "node:path";
import type { ServerWritableStream } from "@grpc/grpc-js";
import type {
  RunPluginResponse as Response,
  RunPluginRequest,
} from "@pulumi/pulumi/proto/language_pb.js";
import { type Children, end, exitCode } from "./children.ts";
import { programOptions } from "./languages/nodejs-options.ts";
import { sdkCommand } from "./languages/nodejs-sdk.ts";
import { RunPluginResponse } from "./protocol.ts";

/** Runs a policy pack or another plugin written for Node.js; streams its output, then its exit code. */
export async function runPlugin(
  call: ServerWritableStream<RunPluginRequest, Response>,
  children: Children,
): Promise<void> {
  const { request } = call;
  const { nodeArguments } = programOptions(request.getInfo());
  const child = children.start(process.execPath, [...nodeArguments, ...pluginArguments(request)], {
    cwd: isPolicyPack(request) ? pluginFolder(request) : request.getPwd(),
    env: environment(request.getEnvList()),
    stdio: ["ignore", "pipe", "pipe"],
  });
  call.once("cancelled", () => end(child));
  child.stdout?.on("data", (bytes: Uint8Array) =>
    call.write(new RunPluginResponse().setStdout(bytes)),
  );
  child.stderr?.on("data", (bytes: Uint8Array) =>
    call.write(new RunPluginResponse().setStderr(bytes)),
  );
  const code = await exitCode(child);
  call.write(new RunPluginResponse().setExitcode(code));
}

function isPolicyPack(request: RunPluginRequest): boolean {
  return request.getKind() === "analyzer";
}

function pluginFolder(request: RunPluginRequest): string {
  return request.getInfo()?.getProgramDirectory() || request.getProgram();
}

function pluginArguments(request: RunPluginRequest): string[] {
  const folder = pluginFolder(request);
  const args = request.getArgsList();
  if (!isPolicyPack(request)) return [sdkCommand(folder, "run-plugin"), folder, ...args];
  // Flags for logging may come first; the address of the engine is always the last.
  return [sdkCommand(folder, "run-policy-pack"), args.at(-1) ?? "", folder];
}

/** The request's list is the whole environment; the Node.js that runs the host must be in it. */
function environment(list: readonly string[]): Record<string, string> {
  const env = Object.fromEntries(
    list.map((entry) => {
      const end = entry.indexOf("=", 1);
      return [entry.slice(0, end), entry.slice(end + 1)];
    }),
  );
  const nodeFolder = dirname(process.execPath);
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  if (!folders.includes(nodeFolder)) env.PATH = [nodeFolder, ...folders].join(delimiter);
  return env;
}
