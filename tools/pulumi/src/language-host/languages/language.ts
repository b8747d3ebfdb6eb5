import type { ProgramInfo, RunRequest } from "@pulumi/pulumi/proto/language_pb.js";

/** A command and what it is started with. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** A program that is ready to start. */
export interface ProgramCommand extends Command {
  /** Added to the environment of the host. */
  readonly env: Readonly<Record<string, string>>;
  /** Removes what was made for this run. */
  readonly cleanUp?: () => Promise<void>;
}

export interface Dependency {
  readonly name: string;
  readonly version: string;
}

/** What the host of a language knows beyond the protocol. */
export interface Language {
  /** The command that runs programs, and its version: `pulumi about` shows them. */
  about(): Promise<{ executable: string; version: string }>;
  /** What the program in a folder depends on. */
  dependencies(folder: string): Promise<readonly Dependency[]>;
  /** The commands that install what a program needs, in order. */
  installation(info: ProgramInfo | undefined, folder: string): readonly Command[];
  /**
   * @param runCommand runs a command that has to come before, with its output shown; gives its code
   * @throws {ProgramError} when the program cannot be run
   */
  program(
    request: RunRequest,
    engineAddress: string,
    runCommand: (command: Command) => Promise<number>,
  ): Promise<ProgramCommand>;
}

/** A program cannot be run; the message is for its author. */
export class ProgramError extends Error {
  readonly code: string = "ERR_PULUMI_PROGRAM";

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ProgramError";
  }
}

export function programFolder(request: RunRequest): string {
  return request.getInfo()?.getProgramDirectory() || request.getPwd();
}

/** The `options` under `runtime` in a project file. */
export function runtimeOptions(info: ProgramInfo | undefined): Readonly<Record<string, unknown>> {
  return info?.getOptions()?.toJavaScript() ?? {};
}

/** The configuration as every SDK reads it. */
export function configuration(request: RunRequest): Record<string, string> {
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
}

/** All that a program is told by its environment, in languages whose SDKs read it there. */
export function runVariables(request: RunRequest, engineAddress: string): Record<string, string> {
  return {
    ...configuration(request),
    PULUMI_MONITOR: request.getMonitorAddress(),
    PULUMI_ENGINE: engineAddress,
    PULUMI_ORGANIZATION: request.getOrganization(),
    PULUMI_PROJECT: request.getProject(),
    PULUMI_ROOT_DIRECTORY: request.getInfo()?.getRootDirectory() ?? "",
    PULUMI_STACK: request.getStack(),
    PULUMI_PARALLEL: String(request.getParallel()),
    PULUMI_DRY_RUN: String(request.getDryrun()),
  };
}
