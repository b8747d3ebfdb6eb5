import type { ServerWritableStream } from "@grpc/grpc-js";
import type {
  InstallDependenciesRequest,
  InstallDependenciesResponse as Response,
} from "@pulumi/pulumi/proto/language_pb.js";
import { type Children, end, exitCode } from "./children.ts";
import type { Language } from "./languages/language.ts";
import { InstallDependenciesResponse } from "./protocol.ts";

/** Installs the packages of a program or plugin; streams what the package manager says. */
export async function installDependencies(
  call: ServerWritableStream<InstallDependenciesRequest, Response>,
  children: Children,
  language: Language,
): Promise<void> {
  const info = call.request.getInfo();
  const folder = info?.getProgramDirectory() || call.request.getDirectory();
  for (const { command, args, cwd } of language.installation(info, folder)) {
    const child = children.start(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    call.once("cancelled", () => end(child));
    child.stdout?.on("data", (bytes: Uint8Array) =>
      call.write(new InstallDependenciesResponse().setStdout(bytes)),
    );
    child.stderr?.on("data", (bytes: Uint8Array) =>
      call.write(new InstallDependenciesResponse().setStderr(bytes)),
    );
    const code = await exitCode(child);
    if (code !== 0) {
      throw new Error(`\`${command} ${args.join(" ")}\` in ${cwd} ended with code ${code}.`);
    }
  }
}
