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
    .map((one) => ({ one, distance: editsBetween(name, one) }))
    .sort((left, right) => left.distance - right.distance);
  if (nearest === undefined || nearest.distance > name.length * MOST_WRONG)
    return known.length > MOST_LISTED
      ? " RULES.md of this package lists the names."
      : ` Allowed: ${known.join(", ")}.`;
  return ` Did you mean ${nearest.one}?`;
}

/** Characters to add, remove or change to get from one text to the other (Levenshtein). */
function editsBetween(left: string, right: string): number {
  let above = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (const [row, character] of [...left].entries()) {
    const line = [row + 1];
    for (let at = 1; at <= right.length; at++) {
      const change = (above[at - 1] ?? 0) + (right[at - 1] === character ? 0 : 1);
      line.push(Math.min(change, (above[at] ?? 0) + 1, (line[at - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[right.length] ?? 0;
}
