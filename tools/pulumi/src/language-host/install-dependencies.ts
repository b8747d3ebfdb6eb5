import type { ServerWritableStream } from "@grpc/grpc-js";
import type {
  InstallDependenciesRequest,
  InstallDependenciesResponse as Response,
} from "@pulumi/pulumi/proto/language_pb.js";
import { type Children, end, exitCode } from "./children.ts";
import { programOptions } from "./program-options.ts";
import { InstallDependenciesResponse } from "./protocol.ts";

/** Installs the packages of a program or plugin; streams what the package manager says. */
export async function installDependencies(
  call: ServerWritableStream<InstallDependenciesRequest, Response>,
  children: Children,
): Promise<void> {
  const { request } = call;
  const { packageManager } = programOptions(request.getInfo());
  const folder = request.getInfo()?.getProgramDirectory() || request.getDirectory();
  const child = children.start(packageManager, ["install"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  call.once("cancelled", () => end(child));
  child.stdout?.on("data", (bytes: Uint8Array) =>
    call.write(new InstallDependenciesResponse().setStdout(bytes)),
  );
  child.stderr?.on("data", (bytes: Uint8Array) =>
    call.write(new InstallDependenciesResponse().setStderr(bytes)),
  );
  const code = await exitCode(child);
  if (code !== 0)
    throw new Error(`\`${packageManager} install\` in ${folder} ended with code ${code}.`);
}
