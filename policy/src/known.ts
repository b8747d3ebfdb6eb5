import type { ConnectedApp } from "./rule.ts";

/** A value, unless reading it throws, as it does in the SDK for a value that is not known in a preview. */
export function ifKnown<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * What is found in the parts of a client, each judged on its own: a part that is not known yet hides
 * nothing in the others. Without `whenUnknown`, the error of reading such a part is thrown.
 */
export function eachKnown<Part, Item>(
  { whenUnknown }: ConnectedApp,
  parts: Iterable<Part>,
  judge: (part: Part) => readonly Item[],
): Item[] {
  return [...parts].flatMap((part) => {
    if (whenUnknown === undefined) return judge(part);
    try {
      return judge(part);
    } catch (error) {
      whenUnknown(error);
      return [];
    }
  });
}

/** A copy with null for everything that is not known, and the error of reading the first such value. */
export function knownPart(value: unknown): { readonly known: unknown; readonly unknown?: unknown } {
  const errors: unknown[] = [];
  const copy = (read: () => unknown, around: readonly unknown[]): unknown => {
    try {
      const part = read();
      // A value that contains itself stays as it is.
      if (typeof part !== "object" || part === null || around.includes(part)) return part;
      const within = [...around, part];
      const at = (key: PropertyKey) => copy(() => Reflect.get(part, key), within);
      if (Array.isArray(part)) return Array.from(part.keys(), at);
      return Object.fromEntries(Object.keys(part).map((key) => [key, at(key)]));
    } catch (error) {
      errors.push(error);
      return null;
    }
  };
  const known = copy(() => value, []);
  return errors.length > 0 ? { known, unknown: errors[0] } : { known };
}

/** Why a value is not completely known, at any depth; no reason if it is. */
export function unknownIn(read: () => unknown): { readonly reason?: unknown } {
  try {
    const { unknown } = knownPart(read());
    return unknown === undefined ? {} : { reason: unknown };
  } catch (reason) {
    return { reason };
  }
}

/** Whether all conditions hold: one that does not decides, even if others are not known yet. */
export function allHold(...conditions: readonly (() => boolean)[]): boolean {
  return (
    conditions.every((condition) => ifKnown(condition) !== false) &&
    conditions.every((condition) => condition())
  );
}
