import { z } from "zod";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A parameter that is a number of days. */
export function days(description: string, initial: number) {
  return z.number().positive().max(3650).default(initial).describe(description);
}

/** Days since an RFC 3339 time, with fractions; undefined if it is not one. */
export function ageInDays(time: unknown, now: Date): number | undefined {
  const since = typeof time === "string" ? Date.parse(time) : Number.NaN;
  return Number.isNaN(since) ? undefined : (now.getTime() - since) / DAY_MS;
}

/** The day, in UTC as YYYY-MM-DD, a number of days after another. */
export function dayAfter(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, "2000-01-01".length);
}
