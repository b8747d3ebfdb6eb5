import type { ConnectedApp, Rule, StackRule, Violation } from "../../policy/src/rule.ts";

/** What a rule finds in a client, with these parameters and otherwise the defaults. */
export function check(
  rule: Rule,
  client: ConnectedApp,
  parameters: Record<string, unknown> = {},
): Violation[] {
  return rule.check(client, rule.config.parse(parameters));
}

export function remediate(
  rule: Rule,
  client: ConnectedApp,
  parameters: Record<string, unknown> = {},
): Record<string, unknown> | undefined {
  return rule.remediate?.(client, rule.config.parse(parameters));
}

export function checkStack(
  rule: StackRule,
  clients: ConnectedApp[],
  parameters: Record<string, unknown> = {},
  now = new Date("2026-06-15"),
): ReturnType<StackRule["checkStack"]> {
  return rule.checkStack(clients, rule.config.parse(parameters), now);
}

export const FIRST_PARTY = ["first_party", "first_party_public"];
export const THIRD_PARTY = ["third_party", "third_party_public"];
export const PUBLIC = ["first_party_public", "third_party_public"];
export const CONFIDENTIAL = ["first_party", "third_party"];
