import { type Configuration, evaluate } from "pulumi-stytch-connected-apps-policy/rules";
import type { Client } from "./clients/check.ts";

/** Of a `ConnectedApp`; the class would load all of Pulumi. */
const TOKEN = "pulumi-nodejs:dynamic/stytch:ConnectedApp";

export interface Verdict {
  /** What stops a deployment, one line each. */
  readonly mandatory: readonly string[];
  /** The first of each rule, with the number of the others. */
  readonly advisory: readonly string[];
}

/**
 * What the policy pack says of all clients together. Its rules that compare clients see those of one stack inside an
 * engine, and all of them here.
 *
 * @param file for messages.
 * @param projectId decides on rules that are stricter for live projects; undefined counts as live.
 */
export function judge(
  clients: readonly Client[],
  configuration: Configuration,
  file: string,
  projectId: string | undefined,
): Verdict {
  const kind = /^project-(live|test)-/.exec(projectId ?? "")?.[1];
  const environment = kind as "live" | "test" | undefined;
  const apps = clients.map(({ key, inputs }) => ({
    type: TOKEN,
    name: key,
    urn: key,
    properties: inputs,
    environment,
    options: {
      protect: false,
      additionalSecretOutputs: ["clientSecret", "nextClientSecret", "requestedFields"],
    },
  }));
  const rows = new Map(clients.map(({ key, row }) => [key, row]));
  const mandatory: string[] = [];
  const advisory = new Map<string, string[]>();
  for (const { rule, level, urn = "", property, message, exempted } of evaluate(
    apps,
    configuration,
  )) {
    if (exempted) continue;
    const place = rows.get(urn)?.placeOf(property);
    const at = place === undefined ? file : `${file}:${place.line}:${place.column}`;
    const line = `${at}: ${urn}: ${message} [${rule}]`;
    if (level === "mandatory") mandatory.push(line);
    else advisory.set(rule, [...(advisory.get(rule) ?? []), line]);
  }
  return { mandatory, advisory: [...advisory.values()].map(firstOf) };
}

/** Thousands of clients may have the same in common. */
function firstOf([first = "", ...more]: readonly string[]): string {
  return more.length === 0 ? first : `${first} And ${more.length} more like this.`;
}
