/** What happens to the value at a path. */
export type Change = "add" | "delete" | "update";

/**
 * What differs, by the path that the engine shows, as in `redirectUrls[2]`. A list has no order: an
 * element that only moved does not differ.
 *
 * @param names of the properties that differ.
 */
export function detailedDiff(
  names: readonly string[],
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Map<string, Change> {
  return new Map(names.flatMap((name) => changesOf(name, before[name], after[name])));
}

function changesOf(name: string, before: unknown, after: unknown): [string, Change][] {
  if (Array.isArray(before) && Array.isArray(after)) return elements(name, before, after);
  if (isNothing(after)) return [[name, "delete"]];
  return [[name, isNothing(before) ? "add" : "update"]];
}

function elements(name: string, before: unknown[], after: unknown[]): [string, Change][] {
  const gone = indicesOf(before, after);
  const added = indicesOf(after, before);
  const all = [...new Set([...gone, ...added])].sort((left, right) => left - right);
  return all.map((index) => [`${name}[${index}]`, kindOf(gone.has(index), added.has(index))]);
}

function kindOf(isGone: boolean, isAdded: boolean): Change {
  if (isGone && isAdded) return "update";
  return isGone ? "delete" : "add";
}

/** Indices of the elements that the other list does not have. */
function indicesOf(list: unknown[], other: unknown[]): Set<number> {
  const others = new Set(other);
  return new Set(list.flatMap((element, index) => (others.has(element) ? [] : [index])));
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}
