import { type ParseError, parse as parseTolerantly, printParseErrorCode } from "jsonc-parser";
import { z } from "zod";
import type { Configuration } from "./configuration.ts";
import { evaluate, WRONG } from "./evaluate.ts";
import type { AnyRule } from "./rule.ts";
import { rules as ownRules } from "./rules/index.ts";

const configuration = z.record(z.string(), z.json());

/**
 * Everything that is wrong with the text of a file for `--policy-pack-config`.
 *
 * @param rules default: the rules of this package.
 */
export function checkConfiguration(text: string, rules: readonly AnyRule[] = ownRules): string[] {
  const syntax = syntaxProblem(text);
  if (syntax !== undefined) return [syntax];
  const parsed = configuration.safeParse(parse(text));
  if (!parsed.success) return ["must be a JSON object, with the names of rules as keys."];
  // An engine takes references to environments out of the file before a pack sees it.
  const { environments: _, ...policies } = parsed.data satisfies Configuration;
  return evaluate([], policies, { rules })
    .filter(({ level }) => level === "mandatory")
    .map(({ message }) => message.slice(WRONG.length));
}

/** As an engine reads it: an empty file says nothing. */
function parse(text: string): unknown {
  return text.trim() === "" ? {} : JSON.parse(text);
}

/** Where a text is no JSON. The error of `JSON.parse` does not always tell, and may quote the text. */
function syntaxProblem(text: string): string | undefined {
  try {
    parse(text);
    return undefined;
  } catch {
    const errors: ParseError[] = [];
    parseTolerantly(text, errors, { disallowComments: true });
    const [first] = errors;
    if (first === undefined) return "is no JSON; correct it.";
    const before = text.slice(0, first.offset).split("\n");
    const what = printParseErrorCode(first.error).replace(
      /(?<=.)[A-Z]/g,
      (capital) => ` ${capital}`,
    );
    return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: no JSON (${what.toLowerCase()}); correct it there.`;
  }
}
