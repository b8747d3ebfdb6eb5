import { describe, expect, it } from "vitest";
import {
  type AnyRule,
  type ConnectedApp,
  messageOf,
  type Violation,
} from "../../policy/src/rule.ts";
import { rules } from "../../policy/src/rules/index.ts";
import { casesOf, type MessageCase, NOW } from "./_message-cases.ts";

type Config = ReturnType<AnyRule["config"]["parse"]>;

function violationsIn(rule: AnyRule, clients: readonly ConnectedApp[], config: Config) {
  return "checkStack" in rule
    ? rule.checkStack(clients, config, NOW)
    : clients.flatMap((client) => rule.check(client, config));
}

function violationsOf(rule: AnyRule, { clients, parameters }: MessageCase): Violation[] {
  return violationsIn(rule, clients, rule.config.parse(parameters ?? {}));
}

function section(rule: AnyRule): string {
  const cases = casesOf(rule.name).map((given) => {
    const said = violationsOf(rule, given).map((violation) => `  > ${messageOf(violation)}`);
    return [`* ${given.title}`, ...said].join("\n");
  });
  return [`## ${rule.name}`, ...cases].join("\n\n");
}

/** A text of a rule, without the values or lists of values that it quotes. */
function unquoted(text: string): string {
  return text.replaceAll(/"[^"]*"(?:, "[^"]*")*/g, "…");
}

/** Why and what to do, without what depends on the client. */
function wordsOf({ why, remedy }: Violation): string {
  return unquoted(`${why}. ${remedy}.`).replaceAll(/\d+/g, "0");
}

/** All clients of all cases, as clients of every type. */
const TYPES = ["first_party", "first_party_public", "third_party", "third_party_public"];
const clients = rules
  .flatMap(({ name }) => casesOf(name))
  .flatMap((given) => given.clients)
  .flatMap((client) =>
    TYPES.map((clientType) => ({ ...client, properties: { ...client.properties, clientType } })),
  );

it("the messages are those in messages.md, which people have read", async () => {
  const text = ["# Messages of the rules", ...rules.map(section)].join("\n\n");
  await expect(`${text}\n`).toMatchFileSnapshot("messages.md");
});

describe.each(rules)("the messages of $name", (rule) => {
  const cases = casesOf(rule.name);
  const violations = cases.flatMap((given) => violationsOf(rule, given));

  it("come from a case each, and no two are the same", () => {
    expect(cases.length).toBeGreaterThan(0);
    for (const given of cases) expect(violationsOf(rule, given), given.title).toHaveLength(1);
    expect(new Set(violations.map(messageOf)).size).toBe(violations.length);
  });

  it("say nothing to other clients that is not in messages.md", () => {
    const known = new Set(violations.map(wordsOf));
    for (const { parameters = {} } of cases) {
      const config = rule.config.parse(parameters);
      for (const violation of violationsIn(rule, clients, config))
        expect(known).toContain(wordsOf(violation));
    }
  });

  it.each(violations)("begin with the property, then two sentences: $value", (violation) => {
    const { property, value, why, remedy } = violation;
    expect(property).toMatch(/^[a-z][A-Za-z]+(?:\[\d+\])?$/);
    expect(messageOf(violation)).toBe(`${property} is ${value}: ${why}. ${remedy}.`);
    expect(value).not.toMatch(/^\s|[\s.:,]$/);
    expect(why).toMatch(/^[^A-Z"]/);
    expect(remedy).toMatch(/^[A-Z][a-z]+ /);
    for (const text of [value, why, remedy]) {
      expect(unquoted(text).replace("/../", "…")).not.toMatch(
        /\.\.|\. *$| {2}|undefined|\bNaN\b|\[object/,
      );
    }
  });

  it.each(violations)("need no knowledge of standards: $value", ({ value, why, remedy }) => {
    const text = unquoted(`${value}: ${why}. ${remedy}.`);
    expect(text).not.toMatch(
      /OAuth|OpenID|PKCE|RFC|JWT|\bUR[IL]\b|userinfo|loopback|bearer|percent-enc/i,
    );
  });
});
