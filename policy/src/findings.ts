import { exemptionFor, expiredNote, isExpired, useNote } from "./exemptions.ts";
import { type Mask, maskFor } from "./masked.ts";
import {
  type AnyRule,
  type ConnectedApp,
  messageOf,
  type Rule,
  type Severity,
  type StackRule,
  summaryOf,
  type Violation,
} from "./rule.ts";
import type { Settings } from "./settings.ts";
import { isAmong, TOKENS } from "./tokens.ts";

/** A violation as it is reported, or a note of the pack itself, e.g. on an exemption. */
export interface Finding {
  /** Name of the rule, or of the settings of the pack. */
  readonly rule: string;
  readonly severity: Severity;
  /** Undefined if the configured level of the rule applies. */
  readonly level: "advisory" | "mandatory" | "remediate" | undefined;
  /** Undefined if no single client is the cause. */
  readonly urn: string | undefined;
  /** Path of the offending property; empty where there is none. */
  readonly property: string;
  readonly message: string;
  /** Whether an exemption applies to the violation. */
  readonly exempted: boolean;
}

/** A finding with what a pack needs to explain it once. */
export interface ExplainedFinding extends Finding {
  /** The beginning of the message: what was found, without the reason and the remedy. */
  readonly summary: string;
  /** Equal for findings of a rule with the same explanation, whatever they quote. */
  readonly topic: string;
  /** The end of the message, about an exemption that expired. */
  readonly note?: string;
}

/** What a verdict depends on besides rule and client. */
export interface Context {
  readonly settings: Settings;
  readonly now: Date;
}

/** Whether the pack's settings turn a rule off. */
export function isOff(rule: AnyRule, { settings }: Context): boolean {
  return settings.levels[rule.name] === "disabled";
}

/** Whether a rule is about resources of this kind. */
function isAbout(rule: AnyRule, { type, kind }: ConnectedApp): boolean {
  const isOrganization = isAmong(TOKENS.organization, type);
  const byType = isOrganization ? "OrganizationConnectedApps" : "ConnectedApp";
  return (rule.resource ?? "ConnectedApp") === (kind ?? byType);
}

/** What a rule finds in what is known, and why it could not judge the rest. */
export interface Verdict {
  readonly findings: ExplainedFinding[];
  /** The errors of reading values that are not known. */
  readonly unknown: readonly unknown[];
}

/** What a rule finds in one client. */
export function findingsOf(
  rule: Rule,
  app: ConnectedApp,
  parameters: Record<string, unknown>,
  context: Context,
): Verdict {
  if (isOff(rule, context) || !isAbout(rule, app)) return { findings: [], unknown: [] };
  const mask = maskFor([app], parameters);
  return judge((whenUnknown) =>
    rule
      .check({ ...app, whenUnknown }, parameters)
      .filter((violation) => !isSilent(rule, app, violation, context))
      .map((violation) => findingOf(rule, app, violation, mask, context)),
  );
}

/** Whether a violation is not reported: in a test project whose settings have neither `strict` nor a level. */
function isSilent(
  rule: Rule,
  { environment }: ConnectedApp,
  { silentInTest }: Violation,
  { settings: { profile, levels } }: Context,
): boolean {
  if (!silentInTest || environment !== "test") return false;
  return profile !== "strict" && levels[rule.name] === undefined;
}

function judge(find: (whenUnknown: (reason: unknown) => void) => ExplainedFinding[]): Verdict {
  const unknown: unknown[] = [];
  const whenUnknown = (reason: unknown) => void unknown.push(reason);
  try {
    return { findings: find(whenUnknown), unknown };
  } catch (error) {
    return { findings: [], unknown: [...unknown, error] };
  }
}

/** What a rule finds among all clients. */
export function stackFindingsOf(
  rule: StackRule,
  apps: readonly ConnectedApp[],
  parameters: Record<string, unknown>,
  context: Context,
): Verdict {
  if (isOff(rule, context)) return { findings: [], unknown: [] };
  const about = apps.filter((app) => isAbout(rule, app));
  const byKey = new Map(about.map((app) => [keyOf(app), app]));
  const judged = about.map((app) => ({ ...app, urn: keyOf(app) }));
  const mask = maskFor(judged, parameters);
  return judge((whenUnknown) =>
    rule
      .checkStack(
        judged.map((app) => ({ ...app, whenUnknown })),
        parameters,
        context.now,
      )
      .flatMap((violation) => {
        const app = byKey.get(violation.urn);
        return app === undefined ? [] : [findingOf(rule, app, violation, mask, context)];
      }),
  );
}

/** Distinguishes a client from others of the same resource. */
function keyOf({ urn, within }: ConnectedApp): string {
  return within === undefined ? urn : `${urn}#${within}`;
}

/** Path of a property among the inputs of the resource. */
export function pathOf({ within = "" }: Pick<ConnectedApp, "within">, property: string): string {
  return `${within}${property}`;
}

function findingOf(
  rule: AnyRule,
  app: ConnectedApp,
  violation: Violation,
  mask: Mask,
  context: Context,
): ExplainedFinding {
  const exemption = exemptionFor(context.settings.exemptions, app, rule.name, context.now);
  const property = pathOf(app, violation.property);
  const masked = { ...mask(violation, app), property };
  const message = messageOf(masked);
  const summary = summaryOf(masked);
  const found = {
    rule: rule.name,
    severity: rule.severity,
    level: levelOf(rule, app, violation, context.settings),
    urn: app.urn,
    property,
    message,
    summary,
    topic: unquoted(`${violation.why}. ${violation.remedy}`),
    exempted: false,
  };
  if (exemption === undefined) return found;
  if (isExpired(exemption.expires, context.now)) {
    const note = expiredNote(exemption);
    return { ...found, message: `${message} ${note}`, note };
  }
  const used = { message: useNote(exemption, message), summary: useNote(exemption, summary) };
  return { ...found, ...used, level: "advisory", exempted: true };
}

/** A text of a rule without what it quotes and counts. */
function unquoted(text: string): string {
  return text.replaceAll(/"[^"]*"(?:, "[^"]*")*/g, "…").replaceAll(/\d+/g, "0");
}

/**
 * The level of a violation, the first that is given: the rule's own in the settings, the profile's,
 * the violation's, the one for test projects. Otherwise undefined: the level in the engine applies.
 */
function levelOf(
  rule: AnyRule,
  app: ConnectedApp,
  violation: Violation,
  { profile, levels }: Settings,
): Finding["level"] {
  const stated = levels[rule.name];
  if (stated === "advisory" || stated === "mandatory") return stated;
  if (profile === "advisory") return "advisory";
  if (profile === "strict" && rule.strictLevel !== undefined) return rule.strictLevel;
  if (violation.level !== undefined) return violation.level;
  return app.environment === "test" && profile === "baseline" ? rule.testLevel : undefined;
}

/**
 * The properties that a rule at the level `remediate` changes; undefined for a client that is exempt or
 * within other inputs, and if the settings give the rule another level.
 */
export function changeOf(
  rule: Rule,
  app: ConnectedApp,
  parameters: Record<string, unknown>,
  { settings, now }: Context,
): Record<string, unknown> | undefined {
  if (settings.profile === "advisory" || settings.levels[rule.name] !== undefined) return undefined;
  if (!isAbout(rule, app) || app.within !== undefined) return undefined;
  const exemption = exemptionFor(settings.exemptions, app, rule.name, now);
  if (exemption !== undefined && !isExpired(exemption.expires, now)) return undefined;
  return rule.remediate?.(app, parameters);
}
