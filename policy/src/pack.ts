import type {
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { EngineConfiguration } from "./engine-configuration.ts";
import { throwUnknown } from "./evaluator.ts";
import { isUsed } from "./exemptions.ts";
import { Explanations, ExplanationsOfRuns } from "./explanations.ts";
import type { ExplainedFinding, Verdict } from "./findings.ts";
import { configSchemaOf } from "./json-schema.ts";
import { ifKnown } from "./known.ts";
import { type ConfigurationError, configurationFinding, EXEMPTIONS } from "./pack-findings.ts";
import { appsOf, type PolicyResource } from "./policy-app.ts";
import { withRawElements } from "./raw-values.ts";
import { report } from "./report.ts";
import type { AnyRule, ConnectedApp, Rule, StackRule } from "./rule.ts";
import { rules as ownRules } from "./rules/index.ts";
import { SeenResources } from "./seen.ts";
import { type Exemption, SETTINGS, settingsSchema } from "./settings.ts";

type Policy = ResourceValidationPolicy | StackValidationPolicy;

const STACK_TYPE = "pulumi:pulumi:Stack";

export interface CreatePoliciesOptions {
  /** Default: the rules of this package; add your own to them, or leave some out. */
  readonly rules?: readonly AnyRule[];
  /** The clock that decides on exemptions. */
  readonly now?: () => Date;
  /**
   * Has `STYTCH_PROJECT_ID`, as for the provider, if the stack's configuration has no project. Default:
   * the environment of the process.
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Policies for `new PolicyPack(name, { policies: createPolicies() })`: one for each rule, between one
 * that holds the settings of the pack and one that reports on exemptions. The order matters: the first
 * policy reads the settings for all (see `EngineConfiguration`).
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
  readonly #configuration: EngineConfiguration;
  readonly #projectId: string | undefined;
  readonly #seen = new SeenResources();
  /** Rules that an engine calls at their default level, each with the client that it judges next. */
  readonly #atDefaultLevel = new Set<string>();
  readonly #explanations = new ExplanationsOfRuns();

  constructor(rules: readonly AnyRule[], now: () => Date, projectId: string | undefined) {
    this.#rules = rules;
    this.#configuration = new EngineConfiguration(rules, now);
    this.#projectId = projectId;
  }

  settingsPolicy(): ResourceValidationPolicy {
    const description = "Settings of all policies for Connected Apps.";
    return {
      name: SETTINGS,
      description,
      // Only at this level does the SDK call a policy before it remediates a client, too.
      enforcementLevel: "remediate",
      severity: "high",
      configSchema: configSchemaOf(settingsSchema),
      remediateResource: (args) => {
        this.#configuration.readSettings(args);
        this.#seen.see(args);
      },
      validateResource: (args, reportViolation) => {
        this.#configuration.readSettings(args);
        const { evaluator } = this.#configuration;
        const apps = this.#appsOf(args);
        // A program registers its stack first.
        if (args.type === STACK_TYPE) this.#explanations.begin();
        if (apps.length === 0) return;
        const findings = [
          ...evaluator.errors.map(configurationFinding),
          ...apps.flatMap((app) => evaluator.hiddenIn(app)),
          ...apps.flatMap((app) => evaluator.unknownIn(app)),
        ];
        const reportFinding = this.#reporterOf(
          { name: SETTINGS, description },
          args.urn,
          reportViolation,
        );
        for (const finding of findings) reportFinding(finding);
      },
    };
  }

  resourcePolicy(rule: Rule): ResourceValidationPolicy {
    return {
      ...metadataOf(rule),
      validateResource: (args, reportViolation) => {
        const apps = this.#appsOf(args);
        if (apps.length === 0) return;
        const parameters = this.#configuration.readParameters(rule, args);
        const hasLevel = this.#hasLevel(rule, args);
        if (parameters.ok && rule.isIdle?.(parameters.value) && !hasLevel) return;
        const verdict = parameters.ok
          ? this.#configuration.evaluator.judge(rule, apps, parameters.value)
          : refusal(parameters.problem);
        pronounce(verdict, this.#reporterOf(rule, args.urn, reportViolation));
      },
      ...((rule.remediate || rule.isIdle) && {
        remediateResource: (args) => {
          const [app] = this.#appsOf(args);
          if (app === undefined) return;
          this.#atDefaultLevel.add(`${rule.name} ${app.urn}`);
          const parameters = this.#configuration.readParameters(rule, args);
          if (!parameters.ok) return;
          const change = this.#configuration.evaluator.changeOf(rule, app, parameters.value);
          if (change === undefined) return;
          // Into the SDK's own object: a copy would lose secrets and fail at unknown values.
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
        const parameters = this.#configuration.readParameters(rule, args);
        const verdict = parameters.ok
          ? this.#configuration.evaluator.judge(rule, apps, parameters.value)
          : refusal(parameters.problem);
        const explanations = this.#explanationsOfStack();
        pronounce(verdict, (finding) => {
          const urn = finding.urn ?? placeOf(args);
          report(reportViolation, explanations.textOf(finding, rule.description, urn), {
            ...finding,
            urn,
          });
        });
      },
    };
  }

  exemptionsPolicy(): StackValidationPolicy {
    const description = "No exemption should outlive its use.";
    return {
      name: EXEMPTIONS,
      description,
      enforcementLevel: "advisory",
      severity: "low",
      validateStack: (args, reportViolation) => {
        const { evaluator } = this.#configuration;
        if (evaluator.settings.exemptions.length === 0) return;
        const apps = this.#allApps(args);
        const explanations = this.#explanationsOfStack();
        const urn = placeOf(args);
        const unused = evaluator.unusedExemptions((exemption) => this.#mayNeed(exemption, apps));
        for (const finding of unused)
          report(reportViolation, explanations.textOf(finding, description, urn), {
            ...finding,
            urn,
          });
      },
    };
  }

  /** How a policy reports what it finds in one resource. */
  #reporterOf(
    { name, description }: Pick<AnyRule, "name" | "description">,
    urn: string,
    reportViolation: ReportViolation,
  ): (finding: ExplainedFinding) => void {
    let explanations: Explanations | undefined;
    return (finding) => {
      explanations ??= this.#explanations.before(name, urn);
      const { level } = finding;
      report(reportViolation, explanations.textOf(finding, description, urn), {
        level,
        urn: undefined,
      });
    };
  }

  /** The explanations of a policy that judges a stack: none yet. A run ends with those policies. */
  #explanationsOfStack(): Explanations {
    this.#explanations.begin();
    return new Explanations();
  }

  /** Whether clients need an exemption, or might once every value is known. */
  #mayNeed(exemption: Exemption, apps: readonly ConnectedApp[]): boolean {
    const rule = this.#rules.find(({ name }) => name === exemption.rule);
    const parameters = rule && this.#configuration.parametersOf(rule);
    if (rule === undefined || parameters === undefined) return false;
    const { findings, unknown } = this.#configuration.evaluator.judge(rule, apps, parameters);
    return unknown.length > 0 || isUsed(exemption, apps, findings);
  }

  /** Whether a configuration gives a level to a rule that its parameters turn on. */
  #hasLevel(rule: Rule, { urn }: PolicyResource): boolean {
    return !this.#atDefaultLevel.delete(`${rule.name} ${urn}`);
  }

  #appsOf(resource: PolicyResource): ConnectedApp[] {
    const { settings } = this.#configuration.evaluator;
    return appsOf(resource, settings, this.#projectId, this.#seen.of(resource));
  }

  #allApps({ resources }: StackValidationArgs): ConnectedApp[] {
    return resources.flatMap((resource) => this.#appsOf(resource));
  }
}

function refusal(errors: readonly ConfigurationError[]): Verdict {
  return { findings: errors.map(configurationFinding), unknown: [] };
}

/** Reports what was found, then lets the SDK report that something is not known. */
function pronounce(verdict: Verdict, reportFinding: (finding: ExplainedFinding) => void): void {
  for (const finding of verdict.findings) reportFinding(finding);
  throwUnknown(verdict);
}

function metadataOf(rule: AnyRule) {
  return {
    name: rule.name,
    displayName: rule.title,
    description: rule.description,
    // An engine does not tell a pack its level, but only at this one does it call a policy for remediation too.
    enforcementLevel: rule.isIdle === undefined ? rule.level : "remediate",
    severity: rule.severity,
    url: rule.source,
    configSchema: configSchemaOf(rule.config, rule.strictDefaults),
  };
}

/**
 * Where to report what belongs to no single client: at the stack, else at any resource. Without a URN,
 * an engine (3.250) panics on a violation in a state.
 */
function placeOf({ resources }: StackValidationArgs): string | undefined {
  const stack = resources.find(({ type }) => type === STACK_TYPE);
  return (stack ?? resources[0])?.urn;
}
