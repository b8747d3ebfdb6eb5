import { failure } from "./input-checks.ts";
import type { CheckFailure } from "./lifecycle.ts";

/** An id of a live project names nothing in a test project, and vice versa. */
export function otherKindFailure(path: string, id: unknown, projectId: string): CheckFailure[] {
  const [, kind] =
    typeof id === "string" ? (/^[a-z-]+-(live|test)-[0-9a-f-]{36}$/.exec(id) ?? []) : [];
  if (kind === undefined || projectId.startsWith(`project-${kind}-`)) return [];
  const other = kind === "live" ? "test" : "live";
  const problem = `is an id from a ${kind} project, but stytch:projectId names a ${other} project; use the id that it has there`;
  return [failure(path, problem)];
}
