import type { ServerUnaryCall } from "@grpc/grpc-js";
import type { RunResponse as Response, RunRequest } from "@pulumi/pulumi/proto/language_pb.js";
import { type Children, end, exitCode } from "./children.ts";
import { programOptions } from "./program-options.ts";
import { MissingSdkError, sdkCommand } from "./program-sdk.ts";
import { RunResponse } from "./protocol.ts";

/** The SDK's exit code for a failure whose reason it has shown to the user. */
const ALREADY_REPORTED = 32;

/** Runs a Pulumi program to its end; what went wrong is part of the response. */
export async function run(
  call: Pick<ServerUnaryCall<RunRequest, Response>, "request" | "once">,
  children: Children,
  engineAddress: string,
): Promise<Response> {
  const { request } = call;
  const folder = request.getInfo()?.getProgramDirectory() || request.getPwd();
  const options = programOptions(request.getInfo());
  try {
    const script = sdkCommand(folder, "run");
    const args = [...options.nodeArguments, script, ...programArguments(request, engineAddress)];
    const child = children.start(process.execPath, args, {
      cwd: folder,
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        PULUMI_NODEJS_TYPESCRIPT: String(options.typescript),
      },
      // The engine shows what arrives on the host's own output.
      stdio: ["ignore", "inherit", "inherit"],
    });
    call.once("cancelled", () => end(child));
    const code = await exitCode(child);
    if (code === ALREADY_REPORTED) return new RunResponse().setBail(true);
    if (code === 0) return new RunResponse();
    return new RunResponse().setError(`The program ended with exit code ${code}.`);
  } catch (error) {
    if (error instanceof MissingSdkError) return new RunResponse().setError(error.message);
    // One known cause: a configuration that is larger than an environment variable may be.
    const reason = error instanceof Error ? error.message : String(error);
    return new RunResponse().setError(`The program could not be started: ${reason}.`);
  }
}

function programArguments(request: RunRequest, engineAddress: string): string[] {
  const flags = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": request.getInfo()?.getRootDirectory() ?? "",
    stack: request.getStack(),
    pwd: request.getPwd(),
    "query-mode": String(request.getQuerymode()),
    parallel: String(request.getParallel()),
  };
  return [
    ...Object.entries(flags).flatMap(([name, value]) =>
      value === "" ? [] : [`--${name}=${value}`],
    ),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    request.getInfo()?.getEntryPoint() || request.getProgram() || ".",
    ...request.getArgsList(),
  ];
}
