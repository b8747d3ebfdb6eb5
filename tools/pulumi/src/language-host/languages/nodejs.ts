import type { RunRequest } from "@pulumi/pulumi/proto/language_pb.js";
import { configuration, type Language, programFolder } from "./language.ts";
import { programDependencies } from "./nodejs-dependencies.ts";
import { programOptions } from "./nodejs-options.ts";
import { sdkCommand } from "./nodejs-sdk.ts";

/** JavaScript and TypeScript. */
export const nodejs: Language = {
  about: async () => ({ executable: process.execPath, version: process.version }),
  dependencies: programDependencies,

  installation(info, folder) {
    const { packageManager } = programOptions(info);
    return [{ command: packageManager, args: ["install"], cwd: folder }];
  },

  async program(request, engineAddress) {
    const folder = programFolder(request);
    const options = programOptions(request.getInfo());
    const script = sdkCommand(folder, "run");
    return {
      command: process.execPath,
      args: [...options.nodeArguments, script, ...programArguments(request, engineAddress)],
      cwd: folder,
      env: { ...configuration(request), PULUMI_NODEJS_TYPESCRIPT: String(options.typescript) },
    };
  },
};

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
