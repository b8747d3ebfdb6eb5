import { describe, expect, it } from "vitest";
import { evaluate, rules } from "../../policy/src/index.ts";
import type { Parameter } from "./_parameters.ts";
import { lists } from "./_parameters-of-lists.ts";
import { others } from "./_parameters-of-others.ts";

const parameters = [...lists, ...others];
const NOW = new Date("2026-06-15T12:00:00Z");

/** What is found, and whether the configuration was refused. */
function judge({ rule, clients, beside = {} }: Parameter, given: Record<string, unknown>) {
  const name = `connected-app-${rule}`;
  const configuration = { [name]: { ...beside, ...given } };
  const found = evaluate(clients, configuration, { now: NOW }).filter((one) => one.rule === name);
  const errors = found.filter(({ message }) => message.startsWith("The configuration of"));
  const text = found.map(({ level, message }) => `${level} ${message}`).join("\n");
  return { text, errors: errors.map(({ level, message }) => `${level} ${message}`) };
}

describe.each(parameters)("$key of $rule", (parameter) => {
  const { key, effective, refused, rule } = parameter;
  const without = judge(parameter, {}).text;

  it.each(effective.map((value) => [JSON.stringify(value), value]))(
    "%s changes what is found",
    (_, value) => {
      const { text, errors } = judge(parameter, { [key]: value });
      expect(errors).toEqual([]);
      expect(text).not.toBe(without);
    },
  );

  it("means the same however it is written", () => {
    const texts = effective.map((value) => judge(parameter, { [key]: value }).text);
    // Only the parameters of some rules are shown in their messages.
    if (!/allowedAudiences|reservedNames|max|Minutes|Days/i.test(key))
      expect(new Set(texts).size).toBe(1);
  });

  it.each(refused.map((value) => [JSON.stringify(value), value]))("%s is refused", (_, value) => {
    const { errors } = judge(parameter, { [key]: value });
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]).toMatch(new RegExp(`^mandatory .*connected-app-${rule}: .*${key}|must not`));
  });
});

it("every parameter of every rule has a case here", () => {
  const all = rules.flatMap(({ name, config }) =>
    Object.keys(config.shape).map((key) => `${name} ${key}`),
  );
  const known = parameters.map(({ rule, key }) => `connected-app-${rule} ${key}`);
  expect(all.filter((one) => !known.includes(one))).toEqual([]);
});
