import { z } from "zod";
import { skeleton } from "./lookalike.ts";
import { clientPattern } from "./pattern.ts";
import type { Reading } from "./reading.ts";
import { normalizeDomain, normalizePlainHost, normalizeSuffix } from "./url/domain-parameter.ts";
import { normalizeScheme } from "./url/scheme.ts";

/** Text of a parameter, in the form that rules compare. */
export function textOf(read: (given: string) => Reading) {
  return z.string().transform((given, context) => {
    const { value, problem } = read(given.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: "custom", message: problem ?? "must not be empty" });
    return z.NEVER;
  });
}

function listOf(read: (given: string) => Reading, description: string, initial: readonly string[]) {
  return z
    .array(textOf(read))
    .default([...initial])
    .describe(description);
}

const anyText = (given: string): Reading =>
  given === "" ? { problem: "must not be empty" } : { value: given };

/** A client in a parameter: name of a resource or URN, `*` for any characters. */
export const client = textOf(clientPattern);

/** A parameter that lists clients. */
export function clients(description: string) {
  return listOf(
    clientPattern,
    `${description}: names of resources or URNs, \`*\` for any characters.`,
    [],
  );
}

/** A parameter that lists texts. */
export function texts(description: string, initial: readonly string[] = []) {
  return listOf(anyText, description, initial);
}

/** A parameter that lists names to be read by people. */
export function names(description: string) {
  const read = (given: string): Reading =>
    skeleton(given) === "" ? { problem: "must have a letter or digit" } : { value: given };
  return listOf(read, description, []);
}

/** A parameter that lists audiences. */
export function audiences(description: string) {
  const read = (given: string): Reading =>
    /^\S+$/.test(given)
      ? { value: given }
      : { problem: "must be an audience, which has no white space" };
  return listOf(read, description, []);
}

/** A parameter that lists words, in which only letters, digits and `*` count. */
export function words(description: string, initial: readonly string[]) {
  const read = (given: string): Reading => {
    const value = given.toLowerCase().replace(/[^\p{L}\p{N}*]/gu, "");
    return value === "" ? { problem: "must have a letter or digit" } : { value };
  };
  return listOf(read, description, initial);
}

/** A parameter that lists names of query parameters. */
export function queryNames(description: string, initial: readonly string[]) {
  const read = (given: string): Reading =>
    /^[^\s?&#=%/:]+$/.test(given) && /[\p{L}\p{N}]/u.test(given)
      ? { value: given }
      : { problem: "must be the name of a query parameter alone, as in return_to" };
  return listOf(read, description, initial);
}

/** A parameter that lists domains, each with all names below it. */
export function domains(description: string) {
  return listOf(normalizeDomain, description, []);
}

/** A parameter that lists hosts with all names below them, whoever gets those. */
export function suffixes(description: string, initial: readonly string[] = []) {
  return listOf(normalizeSuffix, description, initial);
}

/** A parameter that lists hosts, without the names below them. */
export function hosts(description: string) {
  return listOf(normalizePlainHost, description, []);
}

/** A parameter that lists schemes of addresses. */
export function schemes(description: string, pointless: Readonly<Record<string, string>> = {}) {
  const read = (given: string): Reading => {
    const value = normalizeScheme(given);
    if (value === undefined) return { problem: "must be a scheme alone, as in com.example.app" };
    return pointless[value] === undefined ? { value } : { problem: pointless[value] };
  };
  return listOf(read, description, []);
}

/** A parameter that is a number of minutes. */
export function minutes(description: string, initial: number) {
  return z.int().min(1).max(525_600).default(initial).describe(description);
}
