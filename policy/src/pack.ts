import type {
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { readParameters, readSettings } from "./configuration.ts";
import { allFindings, configurationError, EXEMPTIONS, unusedFinding } from "./evaluate.ts";
import { isUsed } from "./exemptions.ts";
import { type Context, changeOf, type ExplainedFinding, type Verdict } from "./findings.ts";
import { hiddenFindings, unknownFindings } from "./hidden.ts";
import { configSchemaOf } from "./json-schema.ts";
import { ifKnown } from "./known.ts";
import { HiddenValueError, unlessHidden } from "./plain-view.ts";
import { appsOf, type PolicyResource } from "./policy-app.ts";
import { withRawElements } from "./raw-values.ts";
import { report } from "./report.ts";
import type { AnyRule, ConnectedApp, Rule, StackRule } from "./rule.ts";
import { rules as ownRules } from "./rules/index.ts";
import { Said, SaidInRun } from "./said.ts";
import { SeenResources } from "./seen.ts";
import { SETTINGS, settingsSchema } from "./settings.ts";

type Policy = ResourceValidationPolicy | StackValidationPolicy;

const STACK_TYPE = "pulumi:pulumi:Stack";

export interface CreatePoliciesOptions {
  /** Default: the rules of this package; add your own to them, or leave some out. */
  readonly rules?: readonly AnyRule[];
  /** The clock that decides on exemptions. */
  readonly now?: () => Date;
  /**
   * Where `STYTCH_PROJECT_ID` stands if the stack's configuration has no project, as for the
   * provider. Default: the environment of the process.
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Policies for `new PolicyPack(name, { policies: createPolicies() })`: one for each rule, between
 * one that holds the settings of the pack and one that reports on exemptions. The order matters:
 * the SDK gives a policy its own configuration only, so that the first one reads for all.
 */
export function createPolicies({
  rules = ownRules,
  now = () => new Date(),
  env = process.env,
}: CreatePoliciesOptions = {}): Policy[] {
  const pack = new Pack(rules, now, env.STYTCH_PROJECT_ID);
  return [
    pack.settingsPolicy(),
    ...rules.map((rule) =>
      "checkStack" in rule ? pack.stackPolicy(rule) : pack.resourcePolicy(rule),
    ),
    pack.exemptionsPolicy(),
  ];
}

class Pack {
  readonly #rules: readonly AnyRule[];
  readonly #now: () => Date;
  readonly #projectId: string | undefined;
  #settings = settingsSchema.parse({});
  #settingsText = "";
  readonly #seen = new SeenResources();
  /** Rules that are called at their default level, each with the client that is to be judged next. */
  readonly #unasked = new Set<string>();
  /** Parameters of the rules that are not disabled, as they were used last. */
  readonly #parameters = new Map<AnyRule, Record<string, unknown>>();
  readonly #said = new SaidInRun();

  constructor(rules: readonly AnyRule[], now: () => Date, projectId: string | undefined) {
    this.#rules = rules;
    this.#now = now;
    this.#projectId = projectId;
  }

  settingsPolicy(): ResourceValidationPolicy {
    const description = "Settings of all policies on Connected Apps.";
    return {
      name: SETTINGS,
      description,
      // The only level at which the SDK calls a policy before a client is remediated, too.
      enforcementLevel: "remediate",
      severity: "high",
      configSchema: configSchemaOf(settingsSchema),
      remediateResource: (args) => {
        this.#readSettings(args);
        this.#seen.see(args);
      },
      validateResource: (args, reportViolation) => {
        const errors = this.#readSettings(args);
        const apps = this.#appsOf(args);
        // A program registers its stack first.
        if (args.type === STACK_TYPE) this.#said.begin();
        if (apps.length === 0) return;
        const findings = [
          ...errors.map((error) => configurationError(SETTINGS, error)),
          ...apps.flatMap((app) => hiddenFindings(app, this.#settings)),
          ...(this.#settings.failOnUnknown ? apps.flatMap(unknownFindings) : []),
        ];
        const say = this.#sayOf({ name: SETTINGS, description }, args.urn, reportViolation);
        for (const finding of findings) say(finding);
      },
    };
  }

  resourcePolicy(rule: Rule): ResourceValidationPolicy {
    return {
      ...metadataOf(rule),
      validateResource: (args, reportViolation) => {
        const apps = this.#appsOf(args);
        if (apps.length === 0) return;
        const { value, errors } = this.#readParameters(rule, args);
        const isAsked = this.#isAsked(rule, args);
        if (value && rule.isIdle?.(value) && !isAsked) return;
        const verdict = value
          ? allFindings(rule, apps, value, this.#context())
          : wrong(rule, errors);
        pronounce(verdict, this.#sayOf(rule, args.urn, reportViolation));
      },
      ...((rule.remediate || rule.isIdle) && {
        remediateResource: (args) => {
          const [app] = this.#appsOf(args);
          if (app === undefined) return;
          this.#unasked.add(`${rule.name} ${app.urn}`);
          const { value } = this.#readParameters(rule, args);
          const change = value && unlessHidden(() => changeOf(rule, app, value, this.#context()));
          if (change === undefined) return;
          // Into the SDK's own object: a copy would lose secrets, and stop at unknown values.
          for (const [property, changed] of Object.entries(change)) {
            const before = ifKnown(() => app.properties[property]);
            args.props[property] = withRawElements(args.props, property, before, changed);
          }
          this.#seen.changed(app.urn, Object.keys(change));
          return args.props;
        },
      }),
    };
  }

  stackPolicy(rule: StackRule): StackValidationPolicy {
    return {
      ...metadataOf(rule),
      validateStack: (args, reportViolation) => {
        const apps = this.#allApps(args);
        const { value, errors } = this.#readParameters(rule, args);
        const verdict = value
          ? allFindings(rule, apps, value, this.#context())
          : wrong(rule, errors);
        const said = this.#saidOfStack();
        pronounce(verdict, (finding) => {
          const urn = finding.urn ?? placeOf(args);
          report(reportViolation, said.textOf(finding, rule.description, urn), { ...finding, urn });
        });
      },
    };
  }

  exemptionsPolicy(): StackValidationPolicy {
    const description = "Exemptions that no client needs should go.";
    return {
      name: EXEMPTIONS,
      description,
      enforcementLevel: "advisory",
      severity: "low",
      validateStack: (args, reportViolation) => {
        const { exemptions } = this.#settings;
        if (exemptions.length === 0) return;
        const apps = this.#allApps(args);
        const said = this.#saidOfStack();
        const urn = placeOf(args);
        for (const exemption of exemptions) {
          const rule = this.#rules.find(({ name }) => name === exemption.rule);
          if (
            rule !== undefined &&
            this.#mayNeed(rule, apps, (found) => isUsed(exemption, apps, found))
          )
            continue;
          const finding = unusedFinding(exemption, this.#now());
          report(reportViolation, said.textOf(finding, description, urn), { ...finding, urn });
        }
      },
    };
  }

  /** How a policy reports what it finds in one resource. */
  #sayOf(
    { name, description }: Pick<AnyRule, "name" | "description">,
    urn: string,
    reportViolation: ReportViolation,
  ): (finding: ExplainedFinding) => void {
    let said: Said | undefined;
    return (finding) => {
      said ??= this.#said.before(name, urn);
      const { level } = finding;
      report(reportViolation, said.textOf(finding, description, urn), { level, urn: undefined });
    };
  }

  /** What a policy said that judges a stack: nothing yet. A run ends with those. */
  #saidOfStack(): Said {
    this.#said.begin();
    return new Said();
  }

  /** Whether what a rule finds meets a condition, or might once every value is known. */
  #mayNeed(
    rule: AnyRule,
    apps: readonly ConnectedApp[],
    condition: (found: ExplainedFinding[]) => boolean,
  ): boolean {
    const parameters = this.#parameters.get(rule);
    if (parameters === undefined) return false;
    const { findings, unknown } = allFindings(rule, apps, parameters, this.#context());
    return unknown.length > 0 || condition(findings);
  }

  /** Whether someone gave a level to a rule that its parameters turn on. */
  #isAsked(rule: Rule, { urn }: PolicyResource): boolean {
    return !this.#unasked.delete(`${rule.name} ${urn}`);
  }

  #appsOf(resource: PolicyResource): ConnectedApp[] {
    return appsOf(resource, this.#settings, this.#projectId, this.#seen.of(resource));
  }

  #allApps({ resources }: StackValidationArgs): ConnectedApp[] {
    return resources.flatMap((resource) => this.#appsOf(resource));
  }

  #context(): Context {
    return { settings: this.#settings, now: this.#now() };
  }

  /** Takes the settings over if they are right; returns what is wrong with them. */
  #readSettings({ getConfig }: Pick<ResourceValidationArgs, "getConfig">): readonly string[] {
    const given = getConfig();
    const text = JSON.stringify(given);
    const { value, errors } = readSettings(this.#rules, given, this.#now());
    if (text !== this.#settingsText) this.#parameters.clear();
    this.#settingsText = text;
    this.#settings = value ?? settingsSchema.parse({});
    return errors;
  }

  #readParameters(rule: AnyRule, { getConfig }: Pick<ResourceValidationArgs, "getConfig">) {
    const read = readParameters(rule, getConfig(), this.#settings.profile);
    if (read.value) this.#parameters.set(rule, read.value);
    return read;
  }
}

function wrong(rule: AnyRule, errors: readonly string[]): Verdict {
  return { findings: errors.map((error) => configurationError(rule.name, error)), unknown: [] };
}

/** Reports what was found, then lets the SDK say that something is not known. */
function pronounce({ findings, unknown }: Verdict, say: (finding: ExplainedFinding) => void): void {
  for (const finding of findings) say(finding);
  const [first] = unknown.filter((reason) => !(reason instanceof HiddenValueError));
  if (first !== undefined) throw first;
}

function metadataOf(rule: AnyRule) {
  return {
    name: rule.name,
    displayName: rule.title,
    description: rule.description,
    // An engine tells a pack no level; but only at this one it calls it for remediation too.
    enforcementLevel: rule.isIdle === undefined ? rule.level : "remediate",
    severity: rule.severity,
    url: rule.source,
    configSchema: configSchemaOf(rule.config, rule.strictDefaults),
  };
}

/**
 * Where to report what belongs to no single client: at the stack, else at any resource. Without a
 * URN the engine (3.250) panics on a violation found in a state.
 */
function placeOf({ resources }: StackValidationArgs): string | undefined {
  const stack = resources.find(({ type }) => type === STACK_TYPE);
  return (stack ?? resources[0])?.urn;
}
