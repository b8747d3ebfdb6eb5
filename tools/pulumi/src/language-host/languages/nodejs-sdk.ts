import { createRequire } from "node:module";
import { join } from "node:path";
import { ProgramError } from "./language.ts";

/** The program has no `@pulumi/pulumi` to run with. */
export class MissingSdkError extends ProgramError {
  override readonly code = "ERR_PULUMI_SDK";

  constructor(folder: string, cause: unknown) {
    super(
      `@pulumi/pulumi is not installed in ${folder}. Run \`npm install\` there and try again.`,
      cause,
    );
    this.name = "MissingSdkError";
  }
}

/** The commands of `@pulumi/pulumi` that a language host starts. */
export type SdkCommand = "run" | "run-plugin" | "run-policy-pack";

/**
 * The script of a command, from the SDK that the program in `folder` itself uses: the two share a
 * process.
 *
 * @throws {MissingSdkError} when the program has no SDK
 */
export function sdkCommand(folder: string, command: SdkCommand): string {
  try {
    return createRequire(join(folder, "package.json")).resolve(
      `@pulumi/pulumi/cmd/${command}/index.js`,
    );
  } catch (error) {
    throw new MissingSdkError(folder, error);
  }
}
