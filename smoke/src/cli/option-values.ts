import { InvalidArgumentError } from "@commander-js/extra-typings";
import { CHECK_IDS, type CheckId } from "../check-result.ts";

/** The value unchanged, unless it is the next option because someone forgot the value. */
export function text(value: string): string {
  if (!value.startsWith("--")) return value;
  throw new InvalidArgumentError("It is itself an option; put a value before it.");
}

export function texts(value: string, previous: string[] = []): string[] {
  return [...previous, text(value)];
}

export function oneOf<const T extends string>(allowed: readonly T[]): (value: string) => T {
  return (value) => {
    const found = allowed.find((one) => one === value);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`Use one of ${allowed.join(", ")}.`);
  };
}

/** Ids of checks, `a,b` or one at a time. */
export function checkIds(value: string, previous: CheckId[] = []): CheckId[] {
  return [...previous, ...value.split(",").map((id) => oneOf(CHECK_IDS)(id.trim()))];
}

export function wholeNumber(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`Use a whole number from ${min} to ${max}.`);
  };
}

/** Seconds, up to an hour, as milliseconds. */
export function seconds(value: string): number {
  return wholeNumber(1, 3600)(value) * 1000;
}
