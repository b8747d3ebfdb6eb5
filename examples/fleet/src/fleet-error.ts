/** What a person can correct; its message says all. */
export class FleetError extends Error {
  override readonly name = "FleetError";
}

/** What a person needs of an error: of a command of Pulumi, its own lines instead of the SDK's report of the process. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (!/^code: -?\d+\n stdout: /.test(text)) return text;
  const own = new Set(text.split("\n").filter((line) => line.startsWith("error: ")));
  return own.size === 0 ? text : [...own].join("\n");
}
