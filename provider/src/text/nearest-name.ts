import { closest, distance } from "fastest-levenshtein";

/**
 * The name that a misspelt, shortened or lengthened one most likely stands for, or undefined if
 * none is near.
 */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const nearest = closest(name, names);
  const isNear =
    distance(name.toLowerCase(), nearest.toLowerCase()) <= Math.max(3, name.length / 3);
  return isNear ? nearest : names.find((known) => isPartOf(name, known) || isPartOf(known, name));
}

/** `timeout` of `timeoutSeconds`. */
function isPartOf(part: string, whole: string): boolean {
  return part.length >= 5 && whole.toLowerCase().includes(part.toLowerCase());
}
