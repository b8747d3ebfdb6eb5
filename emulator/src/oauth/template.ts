import { randomUUID } from "node:crypto";
import { z } from "zod";
import { withPlainKeys } from "../plain-keys.ts";

const TAG = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** Stands for a missing value; random, so that no data of a person can be taken for it. */
const MISSING = `missing-${randomUUID()}`;

/**
 * Renders a token template, accepted by `checkTemplate`, to claims. A placeholder whose value is
 * null or missing takes its claim with it, inside lists and objects too.
 *
 * @param roots What the paths of placeholders begin with, such as `member`.
 * @see https://stytch.com/docs/guides/sessions/custom-claim-templates
 */
export function renderTemplate(
  template: string,
  roots: Record<string, unknown>,
): Record<string, unknown> {
  const text = template.replace(TAG, (_tag, path: string) =>
    JSON.stringify(valueAt(roots, path.split(".")) ?? MISSING),
  );
  const rendered: unknown = JSON.parse(withPlainKeys(text), (_key, value: unknown) => {
    if (value === MISSING) return undefined;
    // Deleting leaves holes in lists, which filter skips.
    return Array.isArray(value) ? value.filter(() => true) : value;
  });
  return z.record(z.string(), z.unknown()).parse(rendered);
}

function valueAt(from: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) return from;
  if (typeof from !== "object" || from === null) return undefined;
  // Own properties only: a path must not reach what every object inherits.
  return valueAt(Object.entries(from).find(([name]) => name === key)?.[1], rest);
}
