/**
 * @param ms Milliseconds since the Unix epoch.
 * @returns RFC 3339 in UTC with whole seconds, as Stytch writes instants.
 */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}

/** @returns Whole seconds since the Unix epoch, as JWT claims count. */
export function epochSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}
