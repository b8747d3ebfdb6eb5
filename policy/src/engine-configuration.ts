import type { ResourceValidationArgs } from "@pulumi/policy";
import { Evaluator, type Parameters } from "./evaluator.ts";
import type { ConfigurationError } from "./pack-findings.ts";
import type { Result } from "./result.ts";
import type { AnyRule } from "./rule.ts";

type WithConfig = Pick<ResourceValidationArgs, "getConfig">;

/**
 * The configuration of a pack in an engine. It has to be remembered: the SDK (1.21) hands each policy its
 * own configuration, only while it calls that policy, so what one policy reads another cannot ask for.
 */
export class EngineConfiguration {
  readonly #rules: readonly AnyRule[];
  readonly #now: () => Date;
  #evaluator: Evaluator;
  #settings = "";
  readonly #parameters = new Map<AnyRule, Parameters>();

  constructor(rules: readonly AnyRule[], now: () => Date) {
    this.#rules = rules;
    this.#now = now;
    this.#evaluator = new Evaluator(rules, {}, now);
  }

  /** The rules under the settings that were read last. */
  get evaluator(): Evaluator {
    return this.#evaluator;
  }

  /** Reads the settings, for the policies that the SDK calls after the one that holds them. */
  readSettings({ getConfig }: WithConfig): void {
    const given = getConfig();
    const text = JSON.stringify(given);
    if (text !== this.#settings) this.#parameters.clear();
    this.#settings = text;
    this.#evaluator = new Evaluator(this.#rules, given, this.#now);
  }

  readParameters(
    rule: AnyRule,
    { getConfig }: WithConfig,
  ): Result<Parameters, readonly ConfigurationError[]> {
    const parameters = this.#evaluator.parametersOf(rule, getConfig());
    if (parameters.ok) this.#parameters.set(rule, parameters.value);
    return parameters;
  }

  /** The parameters of a rule as they were read last; undefined for one that is disabled. */
  parametersOf(rule: AnyRule): Parameters | undefined {
    return this.#parameters.get(rule);
  }
}
