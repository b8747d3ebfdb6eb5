/** The placeholder for a value that a preview does not know yet. The engine's protocol defines it for strings. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isUnknown = (value: unknown): boolean => value === UNKNOWN;
