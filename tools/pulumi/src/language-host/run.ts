import type { ServerUnaryCall } from "@grpc/grpc-js";
import type { RunResponse as Response, RunRequest } from "@pulumi/pulumi/proto/language_pb.js";
import { type Children, end, exitCode } from "./children.ts";
import {
  type Command,
  type Language,
  type ProgramCommand,
  ProgramError,
} from "./languages/language.ts";
import { RunResponse } from "./protocol.ts";

/** An SDK's exit code for a failure whose reason it has shown to the user. */
const ALREADY_REPORTED = 32;

/** Runs a Pulumi program to its end; what went wrong is part of the response. */
export async function run(
  call: Pick<ServerUnaryCall<RunRequest, Response>, "request" | "once">,
  children: Children,
  language: Language,
  engineAddress: string,
): Promise<Response> {
  const runCommand = async ({ command, args, cwd, env }: Command & Partial<ProgramCommand>) => {
    const child = children.start(command, args, {
      cwd,
      env: { ...process.env, ...env },
      // The engine shows what arrives on the host's own output.
      stdio: ["ignore", "inherit", "inherit"],
    });
    call.once("cancelled", () => end(child));
    return exitCode(child);
  };
  try {
    const program = await language.program(call.request, engineAddress, runCommand);
    const code = await runCommand(program).finally(() => program.cleanUp?.());
    if (code === ALREADY_REPORTED) return new RunResponse().setBail(true);
    if (code === 0) return new RunResponse();
    return new RunResponse().setError(`The program ended with exit code ${code}.`);
  } catch (error) {
    if (error instanceof ProgramError) return new RunResponse().setError(error.message);
    // One known cause: a configuration that is larger than an environment variable may be.
    const reason = error instanceof Error ? error.message : String(error);
    return new RunResponse().setError(`The program could not be started: ${reason}.`);
  }
}
