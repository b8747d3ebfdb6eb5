import type { Surroundings } from "./surroundings.ts";

/** On a terminal that has colours, unless `NO_COLOR` is set; everywhere if `FORCE_COLOR` is. */
export function wantsColour(
  stream: Surroundings["stdout"],
  environment: NodeJS.ProcessEnv,
): boolean {
  if (environment.NO_COLOR) return false;
  return (
    Boolean(environment.FORCE_COLOR) || (stream.isTTY === true && stream.hasColors?.() === true)
  );
}
