/**
 * A value as JSON; undefined if it has none, such as an object that contains itself. Does not catch the
 * error of the SDK that a value is not known yet.
 */
export function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * A text of JSON, with the colon after it that makes it a key. Its end is always there; a pattern that demands it
 * would take quadratic time where it is not.
 */
const TEXT = /("(?:[^"\\]|\\.)*"?)(\s*:)?/g;

/**
 * `JSON.parse` with the right keys: V8 may take a key with an escape for one that it has read before, so that
 * `"\u0073ub"` would hide the claim `sub`. Here it reads only escapes that no name of a claim needs.
 *
 * @throws SyntaxError
 * @see https://github.com/nodejs/node/issues/63785
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!text.includes("\\")) return value;
  return JSON.parse(
    text.replace(TEXT, (whole, key: string, colon: string | undefined) =>
      colon === undefined ? whole : `${JSON.stringify(JSON.parse(key))}${colon}`,
    ),
  );
}
