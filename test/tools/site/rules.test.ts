import { rules } from "pulumi-stytch-connected-apps-policy/rules";
import { describe, expect, it } from "vitest";
import { exampleOf } from "../../../tools/site/rules/examples.ts";
import { findingsIn } from "../../../tools/site/rules/findings.ts";
import { rulePages } from "../../../tools/site/rules/pages.ts";

const names = rules.map(({ name }) => name);
const pages = rulePages();

describe.each(names)("the example of %s", (name) => {
  const example = exampleOf(name);

  it("shows what the rule finds, and what it does not", () => {
    expect(findingsIn(name, example.bad, example)).not.toEqual([]);
    expect(findingsIn(name, example.good, example)).toEqual([]);
  });

  it("has on its page the message that the rule writes, and how to exempt the client", () => {
    const page = pages.get(`docs/policies/rules/${name}.md`);
    for (const { message } of findingsIn(name, example.bad, example))
      expect.soft(page).toContain(`${message}\n`);
    expect(page).toContain(`"rule": "${name}"`);
  });
});

it("a rule without an example is refused by its name", () => {
  expect(() => exampleOf("connected-app-new")).toThrow("connected-app-new has no example");
});
