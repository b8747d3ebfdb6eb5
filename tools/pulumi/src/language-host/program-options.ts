import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb.js";

/** What `runtime: { name: nodejs, options: … }` of a project file may say. */
export interface ProgramOptions {
  /** Whether TypeScript is compiled when it is loaded. Default true. */
  readonly typescript: boolean;
  /** Arguments for `node` itself. Default none. */
  readonly nodeArguments: readonly string[];
  /** The command that installs packages. Default `npm`. */
  readonly packageManager: string;
}

export function programOptions(info: ProgramInfo | undefined): ProgramOptions {
  const given: Readonly<Record<string, unknown>> = info?.getOptions()?.toJavaScript() ?? {};
  const { typescript, nodeargs, packagemanager } = given;
  return {
    typescript: typescript !== false,
    nodeArguments: typeof nodeargs === "string" ? nodeargs.split(/\s+/).filter(Boolean) : [],
    packageManager: typeof packagemanager === "string" ? packagemanager : "npm",
  };
}
