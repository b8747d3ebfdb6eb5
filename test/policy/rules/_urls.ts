import type { ConnectedApp, Rule, Violation } from "../../../policy/src/rule.ts";
import { app } from "../_client.ts";

export interface Case {
  /** Parameters of the rule; its defaults apply to the rest. */
  readonly config?: Record<string, unknown>;
  readonly clientType?: string;
  readonly environment?: ConnectedApp["environment"];
}

/** By the end of the rules' names: URLs that break a rule, and URLs that keep it. */
export type UrlCase = readonly [
  rule: string,
  given: Case,
  bad: readonly string[],
  good: readonly string[],
];

/** The property that a rule is about. */
export function propertyOf(rule: Rule): "redirectUrls" | "postLogoutRedirectUrls" {
  return rule.name.includes("post-logout") ? "postLogoutRedirectUrls" : "redirectUrls";
}

/** What a rule finds in a client whose list has these URLs. */
export function check(rule: Rule, urls: unknown, given: Case = {}): Violation[] {
  const { config = {}, clientType = "third_party", environment = "live" } = given;
  const client = app({ clientType, [propertyOf(rule)]: urls }, { environment });
  return rule.check(client, rule.config.parse(config));
}
