/** On a terminal that has colours, unless `NO_COLOR` is set; everywhere if `FORCE_COLOR` is. */
export function wantsColour(
  stream: Pick<NodeJS.WriteStream, "isTTY" | "hasColors">,
  environment: NodeJS.ProcessEnv,
): boolean {
  if (environment.NO_COLOR) return false;
  return Boolean(environment.FORCE_COLOR) || (stream.isTTY && stream.hasColors());
}
