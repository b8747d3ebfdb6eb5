import type { CustomResource, Input } from "@pulumi/pulumi";
import { warn } from "@pulumi/pulumi/log/index.js";
import { Output, output } from "@pulumi/pulumi/output.js";
import { likelyMistakesIn, MAY_BE_MISTAKEN } from "../../text/likely-mistakes.ts";

/**
 * Warns, at the resource, of texts that look like placeholders or variables without a value. The provider
 * refuses what is certainly wrong; this is for what may be intended. No message repeats a value.
 */
export function warnOfLikelyMistakes(resource: CustomResource, args: object): void {
  for (const [name, value] of Object.entries(args) as [string, Input<unknown>][]) {
    if (!MAY_BE_MISTAKEN.has(name) || value === undefined || value === null) continue;
    const tell = (known: unknown) => {
      for (const problem of likelyMistakesIn(name, known)) void warn(problem, resource);
    };
    if (isKnown(value)) tell(value);
    else output(value).apply(tell);
  }
}

/** Whether it needs no waiting. */
function isKnown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Output.isInstance(value) || value instanceof Promise) return false;
  return Object.values(value).every(isKnown);
}
