import { type ParseError, parse as parseTolerantly, printParseErrorCode } from "jsonc-parser";
import { z } from "zod";
import type { Configuration } from "./configuration.ts";
import { configurePack } from "./configured-pack.ts";
import { parseWith } from "./parse.ts";
import { invalid, type Result, valid } from "./result.ts";
import type { AnyRule } from "./rule.ts";
import { rules as ownRules } from "./rules/index.ts";

const configurationSchema = z.record(z.string(), z.json());

/**
 * Everything that is wrong with the text of a file for `--policy-pack-config`.
 *
 * @param rules default: the rules of this package.
 */
export function checkConfiguration(text: string, rules: readonly AnyRule[] = ownRules): string[] {
  const json = parseJson(text);
  if (!json.ok) return [json.problem];
  const read = parseWith(
    configurationSchema,
    json.value,
    () => "must be a JSON object with the names of rules as keys.",
  );
  if (!read.ok) return [...read.problem];
  // An engine takes references to environments out of the file before a pack sees it.
  const { environments: _, ...configuration } = read.value satisfies Configuration;
  const { errors } = configurePack(rules, configuration, () => new Date());
  return errors.map(({ problem }) => problem);
}

/** JSON as an engine reads it: an empty file says nothing. */
function parseJson(text: string): Result<unknown> {
  try {
    return valid(text.trim() === "" ? {} : JSON.parse(text));
  } catch {
    return invalid(syntaxProblem(text));
  }
}

/** Where a text is not JSON. The error of `JSON.parse` does not always tell, and may quote the text. */
function syntaxProblem(text: string): string {
  const errors: ParseError[] = [];
  parseTolerantly(text, errors, { disallowComments: true });
  const [first] = errors;
  if (first === undefined) return "is not JSON; correct it.";
  const before = text.slice(0, first.offset).split("\n");
  const what = printParseErrorCode(first.error).replace(/(?<=.)[A-Z]/g, (capital) => ` ${capital}`);
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: not JSON (${what.toLowerCase()}); correct it there.`;
}
