import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb.js";
import { outputOf } from "../children.ts";
import {
  type Command,
  configuration,
  type Language,
  ProgramError,
  programFolder,
  runtimeOptions,
} from "./language.ts";

/** The script of Pulumi's SDK that runs a program: it lies beside the host. */
export const EXECUTOR = "pulumi-language-python-exec";

/** Python with pip, in a virtual environment or without. */
export const python: Language = {
  async about() {
    const version = await outputOf("python3", ["--version"]);
    return { executable: "python3", version: version.replace("Python", "").trim() };
  },

  async dependencies(folder) {
    const list = await outputOf("python3", ["-m", "pip", "list", "--format=json"], folder);
    return JSON.parse(list);
  },

  installation(info, folder) {
    const environment = virtualEnvironment(info);
    const interpreter = pythonOf(environment);
    const install: Command = {
      command: interpreter,
      args: ["-m", "pip", "install", "-r", "requirements.txt"],
      cwd: folder,
    };
    if (environment === undefined || existsSync(environment)) return [install];
    return [{ command: "python3", args: ["-m", "venv", environment], cwd: folder }, install];
  },

  async program(request, engineAddress) {
    const info = request.getInfo();
    const { toolchain } = runtimeOptions(info);
    if (toolchain !== undefined && toolchain !== "pip") {
      throw new ProgramError(
        `The toolchain "${toolchain}" of a Python program needs Pulumi's own language host; this one knows "pip".`,
      );
    }
    const executor = join(dirname(process.argv[1] ?? ""), EXECUTOR);
    if (!existsSync(executor)) {
      throw new ProgramError(
        `${executor} is missing, which comes with a Go module. Install Go and allow access to its module proxy, or install the Pulumi CLI.`,
      );
    }
    const flags = {
      monitor: request.getMonitorAddress(),
      engine: engineAddress,
      organization: request.getOrganization(),
      project: request.getProject(),
      root_directory: info?.getRootDirectory() ?? "",
      stack: request.getStack(),
      pwd: request.getPwd(),
      parallel: String(request.getParallel()),
      dry_run: String(request.getDryrun()),
    };
    return {
      command: pythonOf(virtualEnvironment(info)),
      args: [
        // What is printed appears at once.
        "-u",
        executor,
        ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]),
        info?.getEntryPoint() || request.getProgram() || ".",
        ...request.getArgsList(),
      ],
      cwd: programFolder(request),
      env: configuration(request),
    };
  },
};

/** Absolute path of the environment that the project names, relative to its own folder. */
function virtualEnvironment(info: ProgramInfo | undefined): string | undefined {
  const { virtualenv } = runtimeOptions(info);
  if (typeof virtualenv !== "string" || virtualenv === "") return undefined;
  return resolve(info?.getRootDirectory() ?? "", virtualenv);
}

function pythonOf(environment: string | undefined): string {
  return environment === undefined ? "python3" : join(environment, "bin", "python");
}
