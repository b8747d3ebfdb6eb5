import { readParameters, readSettings } from "./configuration.ts";
import {
  type Context,
  changeOf,
  type ExplainedFinding,
  findingsOf,
  stackFindingsOf,
  type Verdict,
} from "./findings.ts";
import { hiddenFindings, unknownFindings } from "./hidden.ts";
import {
  type ConfigurationError,
  configurationErrors,
  unusedExemptionFinding,
} from "./pack-findings.ts";
import { HiddenValueError, unlessHidden } from "./plain-view.ts";
import { invalid, type Result, valid } from "./result.ts";
import type { AnyRule, ConnectedApp, Rule } from "./rule.ts";
import { type Exemption, SETTINGS, type Settings, settingsSchema } from "./settings.ts";

export type Parameters = Readonly<Record<string, unknown>>;

/** The rules of a pack under its settings: what judges in an engine and in the library alike. */
export class Evaluator {
  /** The settings of the pack; those of a pack without any where they are wrong. */
  readonly settings: Settings;
  readonly errors: readonly ConfigurationError[];
  readonly #now: () => Date;

  /**
   * @param settings as a configuration gives them.
   * @param now the clock that decides on exemptions and ages.
   */
  constructor(rules: readonly AnyRule[], settings: unknown, now: () => Date) {
    const result = readSettings(rules, settings, now());
    this.settings = result.ok ? result.value : settingsSchema.parse({});
    this.errors = result.ok ? [] : configurationErrors(SETTINGS, result.problem);
    this.#now = now;
  }

  /** The parameters of a rule; those that a configuration does not give are the profile's. */
  parametersOf(
    rule: AnyRule,
    given: Parameters,
  ): Result<Parameters, readonly ConfigurationError[]> {
    const result = readParameters(rule, given, this.settings.profile);
    return result.ok
      ? valid(result.value)
      : invalid(configurationErrors(rule.name, result.problem));
  }

  /** What a rule of either kind finds in clients. */
  judge(rule: AnyRule, apps: readonly ConnectedApp[], parameters: Parameters): Verdict {
    if ("checkStack" in rule) return stackFindingsOf(rule, apps, parameters, this.#context());
    const verdicts = apps.map((app) => findingsOf(rule, app, parameters, this.#context()));
    return {
      findings: verdicts.flatMap(({ findings }) => findings),
      unknown: verdicts.flatMap(({ unknown }) => unknown),
    };
  }

  /** The properties that a rule at the level `remediate` changes, if any. */
  changeOf(rule: Rule, app: ConnectedApp, parameters: Parameters): Parameters | undefined {
    return unlessHidden(() => changeOf(rule, app, parameters, this.#context()));
  }

  /** What no rule could judge of a client because it is hidden or has a wrong form. */
  hiddenIn(app: ConnectedApp): ExplainedFinding[] {
    return hiddenFindings(app, this.settings);
  }

  /** What no rule can judge of a client before the update, if the settings refuse that. */
  unknownIn(app: ConnectedApp): ExplainedFinding[] {
    return this.settings.failOnUnknown ? unknownFindings(app) : [];
  }

  /** Notes on the exemptions that no client needs. */
  unusedExemptions(isNeeded: (exemption: Exemption) => boolean): ExplainedFinding[] {
    return this.settings.exemptions
      .filter((exemption) => !isNeeded(exemption))
      .map((exemption) => unusedExemptionFinding(exemption, this.#now()));
  }

  #context(): Context {
    return { settings: this.settings, now: this.#now() };
  }
}

/** Throws what reading a value threw that is not known yet, unless that is only hidden. */
export function throwUnknown({ unknown }: Verdict): void {
  const [first] = unknown.filter((reason) => !(reason instanceof HiddenValueError));
  if (first !== undefined) throw first;
}
