import { distance } from "fastest-levenshtein";

/** The share of a name that may be misspelt for a suggestion. */
const MOST_WRONG = 0.34;

/** A longer list of names helps no reader. */
const MOST_LISTED = 12;

/**
 * ` Did you mean …?` with the most similar of the known names; without a similar one, all of them, or where
 * to find them.
 */
export function suggestion(name: string, known: readonly string[]): string {
  const [nearest] = known
    .map((one) => ({ one, edits: distance(name, one) }))
    .sort((left, right) => left.edits - right.edits);
  if (nearest === undefined || nearest.edits > name.length * MOST_WRONG)
    return known.length > MOST_LISTED
      ? " RULES.md of this package lists the names."
      : ` Allowed: ${known.join(", ")}.`;
  return ` Did you mean ${nearest.one}?`;
}
