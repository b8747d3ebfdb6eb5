/**
 * A text of JSON, with the colon after it that makes it a key. Its end is always there; a pattern that demands it
 * would take quadratic time where it is not.
 */
const TEXT = /("[^"\\]*(?:\\.[^"\\]*)*"?)(\s*:)?/g;

/**
 * The same JSON with keys that have only escapes that they need. V8 may take a key with an escape for one that it
 * has read before, so that `"\u0061ud"` would be read as another name.
 *
 * @throws SyntaxError if a key is no text of JSON.
 * @see https://github.com/nodejs/node/issues/63785
 */
export function withPlainKeys(json: string): string {
  if (!json.includes("\\")) return json;
  return json.replace(TEXT, (whole, key: string, colon: string | undefined) =>
    colon === undefined || !key.includes("\\")
      ? whole
      : `${JSON.stringify(JSON.parse(key))}${colon}`,
  );
}
