import { REPORT_FORMATS, type ReportFormat } from "../report/index.ts";
import { ArgumentError, oneOf } from "./argument-error.ts";

/** Where reports go. */
export interface Formats {
  /** Goes to standard output, unless it has a path. */
  readonly main: { readonly format: ReportFormat; readonly path?: string | undefined };
  /** Are written beside it. */
  readonly files: readonly FileReport[];
}

export interface FileReport {
  readonly format: ReportFormat;
  readonly path: string;
  /** The argument that asked for it, for messages. */
  readonly argument: string;
}

/**
 * @param values of `--format`: a format, which takes the place of the pretty text, or `FORMAT=FILE`.
 * @param output of `--output`: a file for the former.
 * @throws ArgumentError
 */
export function readFormats(values: readonly string[], output: string | undefined): Formats {
  const bare: ReportFormat[] = [];
  const files: FileReport[] = [];
  for (const value of values) {
    const [, name = value, path] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
    const format = oneOf("format", name, REPORT_FORMATS);
    if (path === undefined || path === "-") bare.push(format);
    else if (path === "") throw new ArgumentError(`--format: ${value} lacks the file after =`);
    else files.push({ format, path, argument: `--format ${value}` });
  }
  const [format = "pretty", second] = bare;
  if (second !== undefined) {
    throw new ArgumentError(
      `--format: ${bare.join(" and ")} cannot both go to standard output; give all but one a file, as in --format ${second}=FILE`,
    );
  }
  const paths = [...files.map(({ path }) => path), ...(output === undefined ? [] : [output])];
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) {
    throw new ArgumentError(`--format: two reports go to ${twice}; give each a file of its own`);
  }
  return { main: { format, path: output }, files };
}
