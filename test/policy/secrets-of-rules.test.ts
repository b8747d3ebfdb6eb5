import { describe, expect, it } from "vitest";
import { evaluate, type Finding } from "../../policy/src/index.ts";
import { type AnyRule, type ConnectedApp, shown } from "../../policy/src/rule.ts";
import { rules } from "../../policy/src/rules/index.ts";
import { casesOf, type MessageCase, NOW } from "./_message-cases.ts";

type Values = (string | number | boolean)[];

/** Every text, number and flag in a value. */
function scalarsIn(value: unknown): Values {
  if (value instanceof Object) return Object.values(value).flatMap(scalarsIn);
  return value === undefined || value === null ? [] : [value as Values[number]];
}

/** What a message quotes, without names of things and what the parameters of its rule say. */
function quotedIn(message: string, { clients, parameters = {} }: MessageCase): string[] {
  const names = ["clientSecret", ...clients.map(({ name }) => name)];
  const free = [...names, ...scalarsIn(parameters)].map(shown);
  return (message.match(/"[^"]*"/g) ?? []).filter((quotation) => !free.includes(quotation));
}

/** What a rule says of a case with some properties marked as secret. */
function findingsOf({ rule, given }: RuleCase, secretsOf: (app: ConnectedApp) => string[]) {
  const kind = rule.resource ?? "ConnectedApp";
  const clients = given.clients.map((client) => ({ ...client, kind, secrets: secretsOf(client) }));
  const config = { [rule.name]: { enforcementLevel: "mandatory", ...given.parameters } };
  return evaluate(clients, config, { now: NOW }).filter((finding) => finding.rule === rule.name);
}

const places = (findings: readonly Finding[]) =>
  findings.map(({ rule, level, urn, property }) => ({ rule, level, urn, property }));

const root = (property: string) => property.replace(/[.[].*/, "");

/** Whether a message has a value outside the names of things. */
function tells(message: string, value: Values[number]): boolean {
  if (typeof value === "string") return value !== "" && message.includes(value);
  const [summary = ""] = message.split(": ");
  return new RegExp(`(?<!\\[)\\b${value}\\b`).test(summary);
}

interface RuleCase {
  readonly rule: AnyRule;
  readonly given: MessageCase;
}

const ALL_CASES = rules.flatMap((rule) => casesOf(rule.name).map((given) => ({ rule, given })));

describe("a client whose offending property is a secret", () => {
  it.each(ALL_CASES)(
    "stays found, and nothing tells the value: $rule.name, $given.title",
    (one) => {
      const { given } = one;
      const open = findingsOf(one, () => []);
      expect(open.length).toBeGreaterThan(0);
      for (const { property, urn } of open) {
        for (const marked of [property, root(property)]) {
          const found = findingsOf(one, (client) => (client.urn === urn ? [marked] : []));
          expect(places(found)).toEqual(places(open));
          const client = given.clients.find((other) => other.urn === urn);
          const values = scalarsIn(client?.properties[root(property)]);
          for (const { message } of found.filter((one) => one.property === property)) {
            for (const value of values) expect(tells(message, value), message).toBe(false);
            if (values.length > 0) expect(quotedIn(message, given), message).toEqual([]);
          }
        }
      }
    },
  );

  it.each(ALL_CASES)(
    "quotes nothing of anything if all clients are secrets: $rule.name, $given.title",
    (one) => {
      const { given } = one;
      const found = findingsOf(one, ({ properties }) => Object.keys(properties));
      expect(places(found)).toEqual(places(findingsOf(one, () => [])));
      const values = given.clients.flatMap(({ properties }) => scalarsIn(properties));
      // A rule has words of its own for a type, and for what is not set.
      const texts = values.filter(
        (value) => typeof value === "string" && /^(?!.*_party).{4,}$/.test(value),
      );
      for (const { message, property } of found) {
        for (const text of texts) expect(message).not.toContain(text);
        const isSet = given.clients.some(({ properties }) => properties[root(property)]);
        if (isSet) expect(quotedIn(message, given)).toEqual([]);
      }
    },
  );
});
