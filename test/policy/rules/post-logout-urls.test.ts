import { expect, it } from "vitest";
import { postLogoutRules } from "../../../policy/src/rules/post-logout-urls.ts";
import { redirectRules } from "../../../policy/src/rules/redirect-urls.ts";

it.each(postLogoutRules)("$name is the rule for sign-ins, of medium severity at most", (rule) => {
  const name = rule.name.replace("post-logout", "redirect");
  const model = redirectRules.find((other) => other.name === name);
  expect(rule.level).toBe(model?.level);
  expect(rule.severity).toBe(model?.severity === "low" ? "low" : "medium");
  expect(rule.title).toContain("post-logout redirect URLs");
});
