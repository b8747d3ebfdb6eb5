/** A command line that cannot be carried out; `message` names argument, problem and remedy. */
export class ArgumentError extends Error {
  override name = "ArgumentError";
}

/** @throws ArgumentError naming what is allowed. */
export function oneOf<const T extends string>(
  flag: string,
  text: string,
  allowed: readonly T[],
): T {
  const found = allowed.find((one) => one === text);
  if (found !== undefined) return found;
  throw new ArgumentError(`--${flag}: ${text} is unknown; give one of ${allowed.join(", ")}`);
}
