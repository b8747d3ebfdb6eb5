import { writeFileSync } from "node:fs";
import { type ExportedProgram, exportProgram } from "../export/program.ts";
import type { StytchApi } from "../stytch/api.ts";
import { ArgumentError, type ExportArguments } from "./arguments.ts";
import { FileError } from "./file-error.ts";
import { clients, type Output } from "./output.ts";
import { selectApps } from "./select.ts";

/** @throws ArgumentError, FileError, the errors of StytchApi. */
export async function runExport(
  api: StytchApi,
  args: ExportArguments,
  output: Output,
): Promise<void> {
  const program = exportProgram(api.projectId, await selectApps(api, args));
  write(program.text, args, output);
  output.complain(summary(api.projectId, program));
}

function write(text: string, { out, force }: ExportArguments, { print }: Output): void {
  if (out === undefined) {
    print(text);
    return;
  }
  try {
    writeFileSync(out, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    const exists = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (exists)
      throw new ArgumentError(`--out: ${out} exists; choose another name or pass --force`);
    throw new FileError(`--out: ${out} cannot be written; choose another path`, { cause: error });
  }
}

function summary(projectId: string, { declared, refused, leftOut }: ExportedProgram): string {
  return [
    `${clients(declared)} of ${projectId} exported`,
    ...(refused > 0 ? [`${clients(refused)} of them refused by pulumi up, see the comments`] : []),
    ...(leftOut > 0 ? [`${clients(leftOut)} of an unknown type left out`] : []),
  ].join("; ");
}
