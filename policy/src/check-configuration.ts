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
  try {
    return text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}
