import type { Configuration } from "./configuration.ts";
import { type ActiveRule, configurePack, isDisabled } from "./configured-pack.ts";
import { type Evaluator, throwUnknown } from "./evaluator.ts";
import { isUsed } from "./exemptions.ts";
import type { ExplainedFinding, Finding, Verdict } from "./findings.ts";
import { configurationFinding, EXEMPTIONS } from "./pack-findings.ts";
import { plainView } from "./plain-view.ts";
import type { AnyRule, ConnectedApp } from "./rule.ts";
import { rules as ownRules } from "./rules/index.ts";
import { afterChange } from "./secrets.ts";
import { SETTINGS } from "./settings.ts";

export interface EvaluateOptions {
  /** Default: the rules of this package. */
  readonly rules?: readonly AnyRule[];
  /** The time that decides on exemptions and ages. Default: now. */
  readonly now?: Date;
}

/**
 * Everything that the pack would report for these clients under this configuration, outside an
 * engine. Errors of the configuration are findings too: mandatory ones.
 */
export function evaluate(
  apps: readonly ConnectedApp[],
  configuration: Configuration = {},
  { rules = ownRules, now = new Date() }: EvaluateOptions = {},
): Finding[] {
  const { evaluator, active, errors } = configurePack(rules, configuration, () => now);
  const findings = errors.map(configurationFinding);
  if (!isDisabled(SETTINGS, configuration))
    findings.push(...apps.flatMap((app) => evaluator.hiddenIn(viewOf(app))));
  const corrected = apps.map((app) => viewOf(correct(app, active, evaluator, findings)));
  for (const { rule, level, parameters } of active) {
    // What could not be corrected stops the deployment.
    const configured = level === "advisory" ? "advisory" : "mandatory";
    const found = decided(evaluator.judge(rule, corrected, parameters));
    findings.push(...found.map((finding) => ({ ...finding, level: finding.level ?? configured })));
  }
  if (!isDisabled(EXEMPTIONS, configuration)) {
    const left = findings.filter(({ level }) => level !== "remediate");
    findings.push(...evaluator.unusedExemptions((exemption) => isUsed(exemption, apps, left)));
  }
  return findings.map(({ summary: _summary, topic: _topic, note: _note, ...finding }) => finding);
}

/** A client as the rules at the level `remediate` leave it; adds what they correct to the findings. */
function correct(
  app: ConnectedApp,
  active: readonly ActiveRule[],
  evaluator: Evaluator,
  findings: ExplainedFinding[],
): ConnectedApp {
  let corrected = app;
  for (const { rule, level, parameters } of active) {
    if (level !== "remediate" || "checkStack" in rule) continue;
    const view = viewOf(corrected);
    const change = evaluator.changeOf(rule, view, parameters);
    if (change === undefined) continue;
    const before = decided(evaluator.judge(rule, [view], parameters));
    const secrets = afterChange(corrected.secrets ?? [], Object.keys(change));
    corrected = { ...corrected, properties: { ...corrected.properties, ...change }, secrets };
    const after = decided(evaluator.judge(rule, [viewOf(corrected)], parameters));
    const left = new Set(after.map(withoutPlace));
    const gone = before.filter((finding) => !left.has(withoutPlace(finding)));
    findings.push(...gone.map((finding) => ({ ...finding, level })));
  }
  return corrected;
}

/** A client whose hidden values throw when they are read, as those do that an engine does not know. */
function viewOf(app: ConnectedApp): ConnectedApp {
  return { ...app, properties: plainView(app.properties) };
}

/** What is said without where: what follows a removed element of a list has another index then. */
function withoutPlace({ message, property }: Finding): string {
  return message.slice(property.length);
}

/** The findings where everything is known: outside an engine, nothing else can be judged. */
function decided(verdict: Verdict): ExplainedFinding[] {
  throwUnknown(verdict);
  return verdict.findings;
}
