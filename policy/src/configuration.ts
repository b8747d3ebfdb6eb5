import { z } from "zod";
import { dayAfter } from "./days.ts";
import { expectation } from "./issue-text.ts";
import { suggestion } from "./nearest.ts";
import { parseWith } from "./parse.ts";
import { invalid, type Result, valid } from "./result.ts";
import type { AnyRule, Level } from "./rule.ts";
import {
  type Exemption,
  exemptionSchema,
  SETTINGS,
  type Settings,
  settingsSchema,
} from "./settings.ts";

/**
 * A configuration as `--policy-pack-config` takes it: by name of the policy a level, or an object
 * with `enforcementLevel` and parameters; `all` is the level of every policy not named.
 */
export type Configuration = Readonly<Record<string, unknown>>;

/** A part of a configuration, or everything that is wrong with it: policy, key and what is allowed. */
type Part<Value> = Result<Value, readonly string[]>;

/** Reads the parameters of a rule; the profile supplies those that are not given. */
export function readParameters(
  rule: AnyRule,
  given: Readonly<Record<string, unknown>>,
  profile: Settings["profile"],
): Part<Record<string, unknown>> {
  const defaults = profile === "strict" ? rule.strictDefaults : undefined;
  const parameters = read(rule.name, rule.config, { ...defaults, ...given });
  if (!parameters.ok) return parameters;
  const problem = rule.problemWith?.(parameters.value);
  return problem === undefined ? parameters : invalid([`${rule.name}: ${problem}.`]);
}

/** Reads the settings of the whole pack, which refer to rules. */
export function readSettings(rules: readonly AnyRule[], given: unknown, now: Date): Part<Settings> {
  const settings = read(SETTINGS, settingsSchema, given);
  if (!settings.ok) return settings;
  const problems = [
    ...Object.keys(settings.value.levels).flatMap((name) =>
      unknownRule(rules, name, `levels.${name}`),
    ),
    ...settings.value.exemptions.flatMap((exemption, index) => {
      const path = `exemptions[${index}]`;
      const rule = rules.find(({ name }) => name === exemption.rule);
      if (rule === undefined) return unknownRule(rules, exemption.rule, `${path}.rule`);
      const ofExemption = [
        ...timeProblems(exemption, settings.value.maxExemptionDays, now),
        ...(rule.severity === "critical" ? criticalProblems(exemption, rule.name) : []),
      ];
      return ofExemption.map((problem) => `${SETTINGS}: ${path}.${problem}.`);
    }),
  ];
  return problems.length > 0 ? invalid(problems) : settings;
}

/** An exemption is temporary: a permanent one is a level, which has a setting of its own. */
function timeProblems({ expires }: Exemption, maxDays: number, now: Date): string[] {
  const last = dayAfter(now, maxDays);
  return expires > last ? [`expires must be ${last} or before (maxExemptionDays)`] : [];
}

/** What an exemption from a critical rule lacks: it must be acknowledged and narrow. */
function criticalProblems({ acknowledgeCritical, client }: Exemption, rule: string): string[] {
  const problems = [
    ...(acknowledgeCritical ? [] : ["acknowledgeCritical must be true"]),
    ...(isForAll(client) ? ["client must not match all clients"] : []),
  ];
  return problems.map((problem) => `${problem}, since ${rule} is of severity critical`);
}

/** Whether a pattern matches every client: `*`, or a URN that does not restrict the resource's name. */
function isForAll(client: string): boolean {
  const last = client.split("::").at(-1) ?? "";
  return /^(?:\*+|urn:.*\*)$/.test(last);
}

const LEVELS = ["advisory", "mandatory", "remediate", "disabled"] as const;

const policySchema = z.union([
  z.enum(LEVELS).transform((enforcementLevel) => ({ enforcementLevel })),
  z.looseObject({ enforcementLevel: z.enum(LEVELS).optional() }),
]);

/** What a configuration says about one policy: its level, and the rest. */
export function readPolicy(
  name: string,
  given: unknown,
): Part<{ level: Level | undefined; parameters: Record<string, unknown> }> {
  const allowed = LEVELS.map((level) => JSON.stringify(level)).join(", ");
  const policy = parseWith(
    policySchema,
    given ?? {},
    () =>
      `${name}: enforcementLevel must be one of ${allowed}; parameters belong next to it in an object.`,
  );
  if (!policy.ok) return policy;
  const { enforcementLevel: level, ...parameters } = policy.value;
  return valid({ level, parameters });
}

/** What is wrong with the name of a rule. */
function unknownRule(rules: readonly AnyRule[], name: string, path: string): string[] {
  if (rules.some((rule) => rule.name === name)) return [];
  const names = rules.map((rule) => rule.name);
  return [`${SETTINGS}: ${path} names no rule of this pack.${suggestion(name, names)}`];
}

function read<Schema extends z.ZodObject>(
  name: string,
  schema: Schema,
  given: unknown,
): Part<z.output<Schema>> {
  return parseWith(schema, given ?? {}, (issue) => `${name}: ${problemOf(schema, issue, given)}`);
}

function problemOf(schema: z.ZodObject, issue: z.core.$ZodIssue, given: unknown): string {
  const path = pathOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.map((key) => pathOf([...issue.path, key])).join(", ");
    const allowed = Object.keys((issue.path.length > 0 ? exemptionSchema : schema).shape);
    const [key = ""] = issue.keys;
    const advice = allowed.length > 0 ? suggestion(key, allowed) : " It has no parameters.";
    return `${keys} is not a parameter.${advice}`;
  }
  const [key] = issue.path;
  const description = typeof key === "string" ? describe(schema, key) : "";
  const value = issue.path.reduce<unknown>((whole, one) => Object(whole)[one], given);
  return `${path || "the parameters"} ${expectation(issue, value)}${description}`;
}

function describe(schema: z.ZodObject, key: string): string {
  const field = schema.shape[key] as z.ZodType | undefined;
  return field?.description ? ` ${key}: ${field.description}` : "";
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}
