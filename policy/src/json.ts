/**
 * A value as JSON; undefined for what has none, such as an object that holds itself. Lets the error
 * of an engine pass that a value is not known yet.
 */
export function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}
