import { z } from "zod";

/** @returns One line that names every problem by its place: `path: problem; path: problem`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .map((issue) => `${z.core.toDotPath(issue.path) || "(root)"}: ${issue.message}`)
    .join("; ");
}
