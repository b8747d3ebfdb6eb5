import { InvalidArgumentError } from "@commander-js/extra-typings";
import { REPORT_FORMATS, type ReportFormat } from "../report/report-formats.ts";
import { ArgumentError } from "./argument-error.ts";
import { oneOf } from "./option-values.ts";

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

/** One value of `--format`; without a path it replaces the pretty text. */
export interface FormatChoice {
  readonly format: ReportFormat;
  readonly path?: string | undefined;
}

/** Reads `FORMAT` or `FORMAT=FILE`; the file `-` is standard output. */
export function readFormat(value: string, previous: FormatChoice[] = []): FormatChoice[] {
  const [, name = value, path] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
  const format = oneOf(REPORT_FORMATS)(name);
  if (path === "") throw new InvalidArgumentError("Put a file name after =.");
  return [...previous, path === "-" ? { format } : { format, path }];
}

/**
 * @param choices of `--format`.
 * @param output of `--output`: a file for the format without one.
 * @throws ArgumentError
 */
export function chooseFormats(
  choices: readonly FormatChoice[],
  output: string | undefined,
): Formats {
  const bare = choices.filter(({ path }) => path === undefined).map(({ format }) => format);
  const files = choices.flatMap(({ format, path }) =>
    path === undefined ? [] : [{ format, path, argument: `--format ${format}=${path}` }],
  );
  const [format = "pretty", second] = bare;
  if (second !== undefined) {
    throw new ArgumentError(
      `--format: ${bare.join(" and ")} cannot both go to standard output; send all but one to a file, as in --format ${second}=FILE`,
    );
  }
  const paths = [...files.map(({ path }) => path), ...(output === undefined ? [] : [output])];
  const duplicate = paths.find((path, index) => paths.indexOf(path) !== index);
  if (duplicate !== undefined) {
    throw new ArgumentError(
      `--format: two reports go to ${duplicate}; send each to a file of its own`,
    );
  }
  return { main: { format, path: output }, files };
}
