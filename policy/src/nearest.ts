import { distance } from "fastest-levenshtein";

/** The share of a name that may be misspelt for it to be recognized. */
const MOST_WRONG = 0.34;

/** More names than that say nothing to a reader. */
const MOST_LISTED = 12;

/**
 * ` Did you mean …?` for the most similar of the known names; if there is none, all of them, or where they
 * are listed.
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
