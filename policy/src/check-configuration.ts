import { parseTree } from "jsonc-parser";
import { z } from "zod";
import type { Configuration } from "./configuration.ts";
import { configurePack } from "./configured-pack.ts";
import { parseWith } from "./parse.ts";
import { invalid, type Result, valid } from "./result.ts";
import type { AnyRule } from "./rule.ts";
import { rules as ownRules } from "./rules/index.ts";
import { placeAt, syntaxErrorIn } from "./syntax-error.ts";

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
  const lines = linesOfKeys(text);
  return errors.map(({ policy, problem }) => {
    const line = lines.get(policy);
    return line === undefined ? problem : `line ${line}: ${problem}`;
  });
}

/** The line of each key of a JSON object; of one that is there twice, the one that counts. */
function linesOfKeys(text: string): ReadonlyMap<string, number> {
  const keys = (parseTree(text)?.children ?? []).flatMap(({ children }) => children?.[0] ?? []);
  return new Map(keys.map(({ value, offset }) => [String(value), placeAt(text, offset).line]));
}

/** JSON as an engine reads it: an empty file says nothing. */
function parseJson(text: string): Result<unknown> {
  try {
    return valid(text.trim() === "" ? {} : JSON.parse(text));
  } catch {
    return invalid(syntaxProblem(text));
  }
}

function syntaxProblem(text: string): string {
  const place = syntaxErrorIn(text);
  if (place === undefined) return "is not JSON; correct it.";
  const { line, column, problem } = place;
  return `line ${line}, column ${column}: not JSON (${problem}); correct it there.`;
}
