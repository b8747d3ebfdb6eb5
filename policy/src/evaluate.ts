import type { Configuration } from "./configuration.ts";
import { type ActiveRule, configurePack, isDisabled } from "./configured-pack.ts";
import { type Evaluator, type Parameters, throwUnknown } from "./evaluator.ts";
import { isUsed } from "./exemptions.ts";
import type { ExplainedFinding, Finding } from "./findings.ts";
import { configurationFinding, EXEMPTIONS } from "./pack-findings.ts";
import { plainView } from "./plain-view.ts";
import type { AnyRule, ConnectedApp, Rule } from "./rule.ts";
import { rules as ownRules } from "./rules/index.ts";
import { afterChange } from "./secrets.ts";
import { SETTINGS } from "./settings.ts";

export interface EvaluateOptions {
  /** Default: the rules of this package. */
  readonly rules?: readonly AnyRule[];
  /** The time that decides on exemptions and ages. Default: now. */
  readonly now?: Date;
  /**
   * Receives what reading a value throws that is not known, which the rules then leave out. Default:
   * it is thrown.
   */
  readonly whenUnknown?: (reason: unknown) => void;
}

/**
 * Everything that the pack would report for these clients under this configuration, outside an
 * engine. Errors of the configuration are findings too: mandatory ones.
 */
export function evaluate(
  apps: readonly ConnectedApp[],
  configuration: Configuration = {},
  { rules = ownRules, now = new Date(), whenUnknown }: EvaluateOptions = {},
): Finding[] {
  const { evaluator, active, errors } = configurePack(rules, configuration, () => now);
  const judge = judgeBy(evaluator, whenUnknown);
  const findings = errors.map(configurationFinding);
  if (!isDisabled(SETTINGS, configuration))
    findings.push(...apps.flatMap((app) => evaluator.hiddenIn(viewOf(app))));
  const corrected = apps.map((app) => viewOf(correct(app, active, judge, findings)));
  const found = foundByRule(active, corrected, judge);
  for (const [at, { level }] of active.entries()) {
    // What could not be corrected stops the deployment.
    const configured = level === "advisory" ? "advisory" : "mandatory";
    for (const finding of found[at] ?? [])
      findings.push({ ...finding, level: finding.level ?? configured });
  }
  if (!isDisabled(EXEMPTIONS, configuration)) {
    const left = findings.filter(({ level }) => level !== "remediate");
    findings.push(...evaluator.unusedExemptions((exemption) => isUsed(exemption, apps, left)));
  }
  return findings.map(({ summary: _summary, topic: _topic, note: _note, ...finding }) => finding);
}

/** What rules find and change, where something may not be known. */
interface Judge {
  found(
    rule: AnyRule,
    apps: readonly ConnectedApp[],
    parameters: Parameters,
  ): readonly ExplainedFinding[];
  change(rule: Rule, app: ConnectedApp, parameters: Parameters): Parameters | undefined;
}

/** Outside an engine nothing is unknown, unless someone listens to that. */
function judgeBy(evaluator: Evaluator, whenUnknown: EvaluateOptions["whenUnknown"]): Judge {
  return {
    found(rule, apps, parameters) {
      const verdict = evaluator.judge(rule, apps, parameters);
      if (whenUnknown === undefined) throwUnknown(verdict);
      else verdict.unknown.forEach(whenUnknown);
      return verdict.findings;
    },
    change(rule, app, parameters) {
      try {
        return evaluator.changeOf(rule, app, parameters);
      } catch (reason) {
        if (whenUnknown === undefined) throw reason;
        whenUnknown(reason);
        return undefined;
      }
    },
  };
}

/** What each rule finds. A client meets all rules in turn, so that each of its URLs is analyzed once. */
function foundByRule(
  active: readonly ActiveRule[],
  apps: readonly ConnectedApp[],
  judge: Judge,
): ExplainedFinding[][] {
  const found = active.map((): ExplainedFinding[] => []);
  const judgeAll = (some: readonly ConnectedApp[], isOfStack: boolean) => {
    for (const [at, { rule, parameters }] of active.entries()) {
      if ("checkStack" in rule !== isOfStack) continue;
      for (const finding of judge.found(rule, some, parameters)) found[at]?.push(finding);
    }
  };
  for (const app of apps) judgeAll([app], false);
  judgeAll(apps, true);
  return found;
}

/** A client as the rules at the level `remediate` leave it; adds what they correct to the findings. */
function correct(
  app: ConnectedApp,
  active: readonly ActiveRule[],
  judge: Judge,
  findings: ExplainedFinding[],
): ConnectedApp {
  let corrected = app;
  for (const { rule, level, parameters } of active) {
    if (level !== "remediate" || "checkStack" in rule) continue;
    const view = viewOf(corrected);
    const change = judge.change(rule, view, parameters);
    if (change === undefined) continue;
    const before = judge.found(rule, [view], parameters);
    const secrets = afterChange(corrected.secrets ?? [], Object.keys(change));
    corrected = { ...corrected, properties: merged(corrected.properties, change), secrets };
    const after = judge.found(rule, [viewOf(corrected)], parameters);
    const left = new Set(after.map(withoutPlace));
    const gone = before.filter((finding) => !left.has(withoutPlace(finding)));
    findings.push(...gone.map((finding) => ({ ...finding, level })));
  }
  return corrected;
}

/** Properties with others in their place; none is read. */
function merged(properties: object, change: object): Record<string, unknown> {
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(properties),
      ...Object.getOwnPropertyDescriptors(change),
    },
  );
}

/** A client whose hidden values throw when they are read, as those do that an engine does not know. */
function viewOf(app: ConnectedApp): ConnectedApp {
  return { ...app, properties: plainView(app.properties) };
}

/** What is said without where: what follows a removed element of a list has another index then. */
function withoutPlace({ message, property }: Finding): string {
  return message.slice(property.length);
}
