import type { ResourceValidationPolicy } from "@pulumi/policy";
import type { Rule } from "./rule.ts";
import { rules } from "./rules/index.ts";

/** Type token under which the provider registers a Connected App. */
export const CONNECTED_APP_TYPE = "pulumi-nodejs:dynamic/stytch:ConnectedApp";

/**
 * A rule as the engine runs it. A rule that reads a value not known yet is turned into an advisory
 * note by the policy SDK, and decided during the update.
 */
export function toPolicy(rule: Rule): ResourceValidationPolicy {
  return {
    name: rule.name,
    description: rule.description,
    enforcementLevel: rule.level,
    severity: rule.severity,
    url: rule.source,
    validateResource(args, reportViolation) {
      if (args.type !== CONNECTED_APP_TYPE) return;
      for (const { message } of rule.check(args.props)) reportViolation(message);
    },
  };
}

export const policies = rules.map(toPolicy);
