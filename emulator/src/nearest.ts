import { distance } from "fastest-levenshtein";

/** @returns The candidate with the fewest edits to the text, unless more than a third of it would change. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  // A text far too long is like none, and would take long to measure.
  if (text.length > 100) return undefined;
  const limit = Math.max(2, Math.floor(text.length / 3));
  const [best] = candidates
    .map((candidate) => ({ candidate, edits: distance(text, candidate) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits);
  return best?.candidate;
}
