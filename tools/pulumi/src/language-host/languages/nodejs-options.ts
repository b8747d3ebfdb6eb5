import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb.js";
import { runtimeOptions } from "./language.ts";

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
  const { typescript, nodeargs, packagemanager } = runtimeOptions(info);
  return {
    typescript: typescript !== false,
    nodeArguments: typeof nodeargs === "string" ? nodeargs.split(/\s+/).filter(Boolean) : [],
    packageManager: typeof packagemanager === "string" ? packagemanager : "npm",
  };
}
