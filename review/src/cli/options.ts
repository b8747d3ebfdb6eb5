import { InvalidArgumentError } from "@commander-js/extra-typings";
import { FORMATS, type Format } from "../report/index.ts";

/** A value as it is, unless it is the next option, and the value before it was forgotten. */
export function text(value: string): string {
  if (!value.startsWith("--")) return value;
  throw new InvalidArgumentError("It is an option itself; give a value before it.");
}

export function oneOf<const T extends string>(allowed: readonly T[]): (value: string) => T {
  return (value) => {
    const found = allowed.find((one) => one === value);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`Give one of ${allowed.join(", ")}.`);
  };
}

/** One value of `--format`; without a path it goes to standard output. */
export interface FormatChoice<Name extends string = Format> {
  readonly format: Name;
  readonly path: string | undefined;
}

/** Reads `FORMAT` or `FORMAT=FILE` with one of these formats; the file `-` is standard output. */
export function formatOf<const Name extends string>(formats: readonly Name[]) {
  return (value: string, previous: FormatChoice<Name>[] = []): FormatChoice<Name>[] => {
    const [, name = value, path] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
    if (path === "") throw new InvalidArgumentError("Give a file after =.");
    const choice = { format: oneOf(formats)(name), path: path === "-" ? undefined : path };
    const place = choice.path;
    if (previous.some((one) => one.path === place)) {
      throw new InvalidArgumentError(
        `Another format goes to ${place ?? "standard output"} already; give each a place of its own.`,
      );
    }
    return [...previous, choice];
  };
}

/** Reads a format of `changes`. */
export const readFormat = formatOf(FORMATS);
