import type { z } from "zod";

/**
 * What a schema found wrong, each with its path where the value has parts, as `organization.name: …`.
 * Never the value itself, which may be a secret.
 */
export function problemsIn(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
}
