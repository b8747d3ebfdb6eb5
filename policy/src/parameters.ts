import { z } from "zod";
import { skeleton } from "./lookalike.ts";
import { clientPattern } from "./pattern.ts";
import { invalid, type Result, valid } from "./result.ts";
import { normalizeDomain, normalizePlainHost, normalizeSuffix } from "./url/domain-parameter.ts";
import { normalizeScheme } from "./url/scheme.ts";

/**
 * Reads the text of a parameter: values that mean the same get the same form, which rules compare, and
 * a value that could never match is refused, since a parameter that silently does nothing is worse than
 * none. The problem follows the parameter's path: "must be …".
 */
type ReadText = (given: string) => Result<string>;

/** A parameter that is a text. */
export function textOf(read: ReadText) {
  return z.string().transform((given, context) => {
    const result = read(given.trim());
    if (result.ok) return result.value;
    context.addIssue({ code: "custom", message: result.problem });
    return z.NEVER;
  });
}

function listOf(read: ReadText, description: string, initial: readonly string[]) {
  return z
    .array(textOf(read))
    .default([...initial])
    .describe(description);
}

const anyText: ReadText = (given) => (given === "" ? invalid("must not be empty") : valid(given));

/** A client in a parameter: name of a resource or URN, `*` matches any characters. */
export const client = textOf(clientPattern);

/** A parameter that lists clients. */
export function clients(description: string) {
  return listOf(
    clientPattern,
    `${description}: names of resources or URNs, \`*\` matches any characters.`,
    [],
  );
}

/** A parameter that lists texts. */
export function texts(description: string, initial: readonly string[] = []) {
  return listOf(anyText, description, initial);
}

/** A parameter that lists names that people read. */
export function names(description: string) {
  const read: ReadText = (given) =>
    skeleton(given) === "" ? invalid("must contain a letter or digit") : valid(given);
  return listOf(read, description, []);
}

/** A parameter that lists audiences. */
export function audiences(description: string) {
  const read: ReadText = (given) =>
    /^\S+$/.test(given) ? valid(given) : invalid("must be an audience, without white space");
  return listOf(read, description, []);
}

/** A parameter that lists words, in which only letters, digits and `*` count. */
export function words(description: string, initial: readonly string[]) {
  const read: ReadText = (given) => {
    const value = given.toLowerCase().replace(/[^\p{L}\p{N}*]/gu, "");
    return value === "" ? invalid("must contain a letter or digit") : valid(value);
  };
  return listOf(read, description, initial);
}

/** A parameter that lists names of query parameters. */
export function queryNames(description: string, initial: readonly string[]) {
  const read: ReadText = (given) =>
    /^[^\s?&#=%/:]+$/.test(given) && /[\p{L}\p{N}]/u.test(given)
      ? valid(given)
      : invalid("must be only the name of a query parameter, such as return_to");
  return listOf(read, description, initial);
}

/** A parameter that lists domains, including all subdomains. */
export function domains(description: string) {
  return listOf(normalizeDomain, description, []);
}

/** A parameter that lists hosts, including all subdomains, whoever owns them. */
export function suffixes(description: string, initial: readonly string[] = []) {
  return listOf(normalizeSuffix, description, initial);
}

/** A parameter that lists hosts, without their subdomains. */
export function hosts(description: string) {
  return listOf(normalizePlainHost, description, []);
}

/** A parameter that lists schemes of URLs. */
export function schemes(description: string, pointless: Readonly<Record<string, string>> = {}) {
  const read: ReadText = (given) => {
    const value = normalizeScheme(given);
    if (value === undefined) return invalid("must be only a scheme, such as com.example.app");
    const problem = pointless[value];
    return problem === undefined ? valid(value) : invalid(problem);
  };
  return listOf(read, description, []);
}

/** A parameter that is a number of minutes. */
export function minutes(description: string, initial: number) {
  return z.int().min(1).max(525_600).default(initial).describe(description);
}
