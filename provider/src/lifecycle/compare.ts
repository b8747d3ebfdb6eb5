import type { IsUnknown } from "./lifecycle.ts";

/** Whether two values differ: lists as sets, and an unknown value from everything. */
export function differs(left: unknown, right: unknown, isUnknown: IsUnknown): boolean {
  if (isUnknown(left) || isUnknown(right)) return true;
  if (!Array.isArray(left) || !Array.isArray(right)) return left !== right;
  if (right.some(isUnknown)) return true;
  const known = new Set(left);
  const wanted = new Set(right);
  return known.size !== wanted.size || right.some((element) => !known.has(element));
}

/** The server's list, but in the known order where both hold the same elements. */
export function keepOrder(server: string[], known: string[] | undefined): string[] {
  return known && !differs(server, known, () => false) ? known : server;
}
