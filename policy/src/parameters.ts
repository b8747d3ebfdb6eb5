import { z } from "zod";

/** A parameter that lists clients. */
export function clients(description: string) {
  return z
    .array(z.string().min(1))
    .default([])
    .describe(`${description}: names of resources or URNs, \`*\` for any characters.`);
}

/** A parameter that lists texts. */
export function texts(description: string, initial: readonly string[] = []) {
  return z
    .array(z.string().min(1))
    .default([...initial])
    .describe(description);
}

/** A parameter that is a number of minutes. */
export function minutes(description: string, initial: number) {
  return z.int().min(1).max(525_600).default(initial).describe(description);
}
