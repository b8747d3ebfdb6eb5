import { z } from "zod";
import { nearestName } from "../text/nearest-name.ts";
import { unresolvedProblem } from "../text/placeholders.ts";
import { problemsIn } from "../text/problems-in.ts";
import type { CheckFailure } from "./lifecycle.ts";

/** The names that one kind of resource has. */
export interface Names {
  /** Of the class, as in `ConnectedApp`. */
  readonly resource: string;
  readonly inputs: readonly string[];
  /** Set by Stytch; a program cannot give them. */
  readonly outputs: ReadonlySet<string>;
}

/** @param problem what is wrong, as the rest of a sentence that begins with the path of the property. */
export function failure(property: string, problem: string): CheckFailure {
  return { property, reason: `${property} ${problem}` };
}

/** A failure of the property for each problem that its schema finds. */
export function failuresOf(property: string, error: z.ZodError | undefined): CheckFailure[] {
  return error ? problemsIn(error).map((problem) => failure(property, problem)) : [];
}

/** `null`, `""` and `[]` ask for the server's default, as leaving the field out does. */
export function isUnset(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** A word for a value's type; never the value, which may be a secret. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "number" && !Number.isFinite(value)
    ? "NaN or infinity"
    : `a ${typeof value}`;
}

/**
 * A string; `problemOf` says what is wrong with it, if anything. The text of an Output or
 * of an object is wrong everywhere.
 */
export function text(problemOf: (text: string) => string | undefined = () => undefined) {
  return z
    .string({ error: (issue) => `must be a string, not ${kindOf(issue.input)}` })
    .check((context) => {
      const problem = unresolvedProblem(context.value) ?? problemOf(context.value);
      if (problem) context.issues.push({ code: "custom", message: problem, input: undefined });
    });
}

/** A failure for each key that is not an input, with the nearest name if one is near. */
export function unknownKeys(raw: Record<string, unknown>, names: Names): CheckFailure[] {
  return Object.keys(raw)
    .filter((key) => !names.inputs.includes(key) && raw[key] !== undefined)
    .map((key) => failure(key, unknownKeyReason(key, names)));
}

function unknownKeyReason(key: string, { resource, inputs, outputs }: Names): string {
  if (outputs.has(key)) return "is an output, set by Stytch; remove it from the arguments";
  const nearest = nearestName(key, inputs);
  const advice = nearest ? `did you mean ${nearest}?` : `it has ${inputs.join(", ")}`;
  return `is not a property of ${resource}; ${advice}`;
}
