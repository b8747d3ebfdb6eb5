import type { z } from "zod";
import { nearest } from "./nearest.ts";

const NAMES: Readonly<Record<string, string>> = {
  object: "an object",
  record: "an object",
  array: "a list",
  string: "a text",
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
  null: "null",
};

/** A list of more is of no use in a message. */
const MOST_NAMED = 60;

/**
 * What is wrong with a value and what it may be, where its schema does not say so itself: schemas are written
 * for programs, and the words of their library are not for people.
 */
export function issueText(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? `is missing; give ${nameOf(issue.expected)}`
        : `must be ${nameOf(issue.expected)}, not ${kindOf(issue.input)}`;
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownFieldText(key, fieldsOf(issue.inst))).join("; ");
    case "invalid_value":
      return oneOfText(issue.input, issue.values.map(String));
    case "too_small":
      return `must be ${boundText(issue.origin, issue.minimum, "at least")}`;
    case "too_big":
      return `must be ${boundText(issue.origin, issue.maximum, "at most")}`;
    default:
      return "is none of the values that are allowed";
  }
}

/** @param allowed The names that there are. */
export function oneOfText(input: unknown, allowed: readonly string[]): string {
  const near = typeof input === "string" ? nearest(input, allowed) : undefined;
  if (near !== undefined && allowed.length > 5)
    return `there is no such name; did you mean ${near}?`;
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  return `must be ${allowed.length > 1 ? "one of " : ""}${allowed.slice(0, MOST_NAMED).join(", ")}${hint}`;
}

function unknownFieldText(key: string, fields: readonly string[]): string {
  const shown = JSON.stringify(key.length > 60 ? `${key.slice(0, 59)}…` : key);
  const near = nearest(key, fields);
  const hint = near === undefined ? `the fields are ${fields.join(", ")}` : `did you mean ${near}?`;
  return `has no field ${shown}; ${hint}`;
}

function fieldsOf(schema: z.core.$ZodRawIssue["inst"]): string[] {
  const def = schema?._zod.def;
  return def !== undefined && "shape" in def ? Object.keys(Object(def.shape)) : [];
}

function boundText(origin: string, bound: number | bigint, relation: string): string {
  if (origin === "string") return `a text of ${relation} ${bound} characters`;
  if (origin === "array") return `a list of ${relation} ${bound} entries`;
  return `${relation} ${bound}`;
}

function nameOf(expected: string): string {
  return NAMES[expected] ?? expected;
}

function kindOf(input: unknown): string {
  if (input === null) return "null";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "number") return Number.isInteger(input) ? "a whole number" : "a number";
  return NAMES[typeof input] ?? typeof input;
}
