import { type Configuration, readParameters, readPolicy, readSettings } from "./configuration.ts";
import { isUsed, unusedNote } from "./exemptions.ts";
import {
  type Context,
  changeOf,
  type ExplainedFinding,
  type Finding,
  findingsOf,
  stackFindingsOf,
  type Verdict,
} from "./findings.ts";
import { hiddenFindings } from "./hidden.ts";
import { suggestion } from "./nearest.ts";
import { HiddenValueError, plainView, unlessHidden } from "./plain-view.ts";
import { type AnyRule, type ConnectedApp, type Level, shown } from "./rule.ts";
import { rules as ownRules } from "./rules/index.ts";
import { afterChange } from "./secrets.ts";
import { type Exemption, SETTINGS, type Settings, settingsSchema } from "./settings.ts";

/** Name of the policy that reports on exemptions. */
export const EXEMPTIONS = "connected-apps-exemptions";

/** What stands before each error of a configuration. */
export const WRONG = "The configuration of the policy pack is wrong. ";

export interface EvaluateOptions {
  /** Default: the rules of this package. */
  readonly rules?: readonly AnyRule[];
  /** The day that decides on exemptions. Default: today. */
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
  const found = allFound(apps, configuration, rules, now);
  return found.map(({ summary: _summary, topic: _topic, note: _note, ...finding }) => finding);
}

function allFound(
  apps: readonly ConnectedApp[],
  configuration: Configuration,
  rules: readonly AnyRule[],
  now: Date,
): ExplainedFinding[] {
  const { settings, findings } = settingsOf(rules, configuration, now);
  findings.push(...unknownPolicies(rules, configuration));
  const context = { settings, now };
  const all = readPolicy("all", configuration.all);
  findings.push(...all.errors.map((error) => configurationError("all", error)));
  const active: Active[] = [];
  for (const rule of rules) {
    const policy = readPolicy(rule.name, configuration[rule.name]);
    const given = policy.value?.level ?? all.value?.level;
    const level = given ?? (rule.isIdle === undefined ? rule.level : "mandatory");
    if (level === "disabled") continue;
    const parameters = policy.value
      ? readParameters(rule, policy.value.parameters, settings.profile)
      : policy;
    findings.push(...parameters.errors.map((error) => configurationError(rule.name, error)));
    if (parameters.value && given === undefined && rule.isIdle?.(parameters.value)) continue;
    if (policy.value && parameters.value)
      active.push({ rule, level, parameters: parameters.value });
  }
  if (!isDisabled(SETTINGS, configuration))
    findings.push(...apps.flatMap((app) => hiddenFindings(viewOf(app), settings)));
  const corrected = apps.map((app) => viewOf(correct(app, active, context, findings)));
  for (const { rule, level, parameters } of active) {
    // What could not be corrected stops the deployment.
    const configured = level === "advisory" ? "advisory" : "mandatory";
    const found = decided(allFindings(rule, corrected, parameters, context));
    findings.push(...found.map((finding) => ({ ...finding, level: finding.level ?? configured })));
  }
  if (isDisabled(EXEMPTIONS, configuration)) return findings;
  const left = findings.filter(({ level }) => level !== "remediate");
  const unused = settings.exemptions.filter((exemption) => !isUsed(exemption, apps, left));
  return [...findings, ...unused.map((exemption) => unusedFinding(exemption, now))];
}

/** A rule that is not disabled, with its configuration. */
interface Active {
  readonly rule: AnyRule;
  readonly level: Level;
  readonly parameters: Record<string, unknown>;
}

/** A client as the rules at the level `remediate` leave it; adds what they correct to the findings. */
function correct(
  app: ConnectedApp,
  active: readonly Active[],
  context: Context,
  findings: ExplainedFinding[],
): ConnectedApp {
  let corrected = app;
  for (const { rule, level, parameters } of active) {
    if (level !== "remediate" || "checkStack" in rule) continue;
    const view = viewOf(corrected);
    const change = unlessHidden(() => changeOf(rule, view, parameters, context));
    if (change === undefined) continue;
    const found = decided(findingsOf(rule, view, parameters, context));
    const secrets = afterChange(corrected.secrets ?? [], Object.keys(change));
    corrected = { ...corrected, properties: { ...corrected.properties, ...change }, secrets };
    const after = decided(findingsOf(rule, viewOf(corrected), parameters, context));
    const left = new Set(after.map(withoutPlace));
    const gone = found.filter((finding) => !left.has(withoutPlace(finding)));
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

/** What a rule of either kind finds. */
export function allFindings(
  rule: AnyRule,
  apps: readonly ConnectedApp[],
  parameters: Record<string, unknown>,
  context: Context,
): Verdict {
  if ("checkStack" in rule) return stackFindingsOf(rule, apps, parameters, context);
  const verdicts = apps.map((app) => findingsOf(rule, app, parameters, context));
  return {
    findings: verdicts.flatMap(({ findings }) => findings),
    unknown: verdicts.flatMap(({ unknown }) => unknown),
  };
}

/** What was found where everything is known; outside an engine nothing else can be judged. */
function decided({ findings, unknown }: Verdict): ExplainedFinding[] {
  const [first] = unknown.filter((reason) => !(reason instanceof HiddenValueError));
  if (first !== undefined) throw first;
  return findings;
}

/** An error of the configuration: nothing passes with it. */
export function configurationError(policy: string, message: string): ExplainedFinding {
  return {
    rule: policy,
    severity: "high",
    level: "mandatory",
    urn: undefined,
    property: "",
    message: `${WRONG}${message}`,
    summary: "The configuration of the policy pack is wrong",
    topic: message,
    exempted: false,
  };
}

/** A note on an exemption that no client needs. */
export function unusedFinding(exemption: Exemption, now: Date): ExplainedFinding {
  const message = unusedNote(exemption, now);
  return {
    rule: EXEMPTIONS,
    severity: "low",
    level: "advisory",
    urn: undefined,
    property: "",
    message,
    summary: message,
    topic: message,
    exempted: false,
  };
}

/** The settings of the pack, or those of a pack without any, and what is wrong with them. */
function settingsOf(
  rules: readonly AnyRule[],
  configuration: Configuration,
  now: Date,
): { settings: Settings; findings: ExplainedFinding[] } {
  const policy = readPolicy(SETTINGS, configuration[SETTINGS]);
  // An engine does not call a policy that is disabled, so that nobody reads the settings.
  const given = isDisabled(SETTINGS, configuration) ? {} : policy.value?.parameters;
  const settings = policy.value && readSettings(rules, given, now);
  const errors = settings?.errors ?? policy.errors;
  return {
    settings: settings?.value ?? settingsSchema.parse({}),
    findings: errors.map((error) => configurationError(SETTINGS, error)),
  };
}

/** Whether a policy is turned off, by its name or by `all`. */
function isDisabled(policy: string, configuration: Configuration): boolean {
  const levelOf = (name: string) => readPolicy(name, configuration[name]).value?.level;
  return (levelOf(policy) ?? levelOf("all")) === "disabled";
}

function unknownPolicies(
  rules: readonly AnyRule[],
  configuration: Configuration,
): ExplainedFinding[] {
  const known = ["all", SETTINGS, EXEMPTIONS, ...rules.map(({ name }) => name)];
  return Object.keys(configuration)
    .filter((name) => !known.includes(name))
    .map((name) =>
      configurationError(
        name,
        `${shown(name).slice(1, -1)} is not a policy.${suggestion(name, known)}`,
      ),
    );
}
