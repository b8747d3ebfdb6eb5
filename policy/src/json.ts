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
