import { type ParseError, parse as parseTolerantly, printParseErrorCode } from "jsonc-parser";

/** Where a text stops being JSON. */
export interface SyntaxErrorPlace {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** What is wrong there, in words; nothing of the text. */
  readonly problem: string;
}

/** The error of `JSON.parse` does not always tell where it is, and may quote the text. */
export function syntaxErrorIn(text: string): SyntaxErrorPlace | undefined {
  const errors: ParseError[] = [];
  parseTolerantly(text, errors, { disallowComments: true });
  const [first] = errors;
  if (first === undefined) return undefined;
  const code = printParseErrorCode(first.error);
  const problem = code.replace(/(?<=.)[A-Z]/g, (capital) => ` ${capital}`).toLowerCase();
  return { ...placeAt(text, first.offset), problem };
}

/** The place of a character. */
export function placeAt(text: string, offset: number): Pick<SyntaxErrorPlace, "line" | "column"> {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
