import { type Configuration, readPolicy } from "./configuration.ts";
import { Evaluator, type Parameters } from "./evaluator.ts";
import { suggestion } from "./nearest.ts";
import { type ConfigurationError, configurationErrors, EXEMPTIONS } from "./pack-findings.ts";
import { type AnyRule, type Level, shown } from "./rule.ts";
import { SETTINGS } from "./settings.ts";

/** A rule that is not disabled, with its configuration. */
export interface ActiveRule {
  readonly rule: AnyRule;
  readonly level: Level;
  readonly parameters: Parameters;
}

/** A pack under a configuration: what an engine makes of `--policy-pack-config`. */
export interface ConfiguredPack {
  readonly evaluator: Evaluator;
  readonly active: readonly ActiveRule[];
  readonly errors: readonly ConfigurationError[];
}

/** Reads the configuration of a whole pack. */
export function configurePack(
  rules: readonly AnyRule[],
  configuration: Configuration,
  now: () => Date,
): ConfiguredPack {
  const settings = readPolicy(SETTINGS, configuration[SETTINGS]);
  // An engine does not call a policy that is disabled, so that no one reads the settings.
  const isRead = settings.ok && !isDisabled(SETTINGS, configuration);
  const evaluator = new Evaluator(rules, isRead ? settings.value.parameters : {}, now);
  const all = readPolicy("all", configuration.all);
  const errors = [
    ...(settings.ok ? evaluator.errors : configurationErrors(SETTINGS, settings.problem)),
    ...unknownPolicies(rules, configuration),
    ...(all.ok ? [] : configurationErrors("all", all.problem)),
  ];
  const active: ActiveRule[] = [];
  for (const rule of rules) {
    const policy = readPolicy(rule.name, configuration[rule.name]);
    const stated = (policy.ok ? policy.value.level : undefined) ?? levelOf("all", configuration);
    const level = stated ?? (rule.isIdle === undefined ? rule.level : "mandatory");
    if (level === "disabled") continue;
    if (!policy.ok) {
      errors.push(...configurationErrors(rule.name, policy.problem));
      continue;
    }
    const parameters = evaluator.parametersOf(rule, policy.value.parameters);
    if (!parameters.ok) errors.push(...parameters.problem);
    else if (stated !== undefined || !rule.isIdle?.(parameters.value))
      active.push({ rule, level, parameters: parameters.value });
  }
  return { evaluator, active, errors };
}

/** Whether a policy is turned off, by its name or by `all`. */
export function isDisabled(policy: string, configuration: Configuration): boolean {
  return (levelOf(policy, configuration) ?? levelOf("all", configuration)) === "disabled";
}

function levelOf(policy: string, configuration: Configuration): Level | undefined {
  const result = readPolicy(policy, configuration[policy]);
  return result.ok ? result.value.level : undefined;
}

function unknownPolicies(
  rules: readonly AnyRule[],
  configuration: Configuration,
): ConfigurationError[] {
  const known = ["all", SETTINGS, EXEMPTIONS, ...rules.map(({ name }) => name)];
  return Object.keys(configuration)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      policy: name,
      problem: `${shown(name).slice(1, -1)} is not a policy.${suggestion(name, known)}`,
    }));
}
