import { writeFileSync } from "node:fs";
import type { Exported } from "../export/exported.ts";
import { exportImportFile } from "../export/import-file.ts";
import { exportProgram } from "../export/program.ts";
import type { StytchApi } from "../stytch/api.ts";
import { ArgumentError, type ExportArguments } from "./arguments.ts";
import { FileError } from "./file-error.ts";
import { clients, type Output } from "./output.ts";
import type { ExportFormat } from "./program.ts";
import { selectApps } from "./select.ts";

/** @throws ArgumentError, FileError, the errors of StytchApi. */
export async function runExport(
  api: StytchApi,
  args: ExportArguments,
  output: Output,
): Promise<void> {
  const apps = await selectApps(api, args);
  const exported =
    args.format === "import"
      ? exportImportFile(apps, args.provider)
      : exportProgram(api.projectId, apps);
  write(exported.text, args, output);
  output.complain(summary(api.projectId, args.format, exported));
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
    if (exists) throw new ArgumentError(`--out: ${out} exists; give another name or --force`);
    throw new FileError(`--out: ${out} cannot be written; give another name`, { cause: error });
  }
}

const WHO_SAYS_WHY: Readonly<Record<ExportFormat, string>> = {
  program: "see the comments",
  import: "pulumi import says why",
};

function summary(projectId: string, format: ExportFormat, exported: Exported): string {
  const { declared, refused, leftOut } = exported;
  return [
    `${clients(declared)} of ${projectId} exported`,
    ...(refused > 0
      ? [`${clients(refused)} of them refused by pulumi up, ${WHO_SAYS_WHY[format]}`]
      : []),
    ...(leftOut > 0 ? [`${clients(leftOut)} of an unknown type left out`] : []),
  ].join("; ");
}
