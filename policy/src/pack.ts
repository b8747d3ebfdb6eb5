import type {
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { EngineConfiguration } from "./engine-configuration.ts";
import { throwUnknown } from "./evaluator.ts";
import { isUsed } from "./exemptions.ts";
import type { ExplainedFinding, Verdict } from "./findings.ts";
import { configSchemaOf } from "./json-schema.ts";
import { ifKnown } from "./known.ts";
import { type ConfigurationError, configurationFinding, EXEMPTIONS } from "./pack-findings.ts";
import { appsOf, type PolicyResource } from "./policy-app.ts";
import { withRawElements } from "./raw-values.ts";
import { report } from "./report.ts";
import type { AnyRule, ConnectedApp, Rule, StackRule } from "./rule.ts";
import { rules as ownRules } from "./rules/index.ts";
import { Said, SaidInRun } from "./said.ts";
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
  readonly #configuration: EngineConfiguration;
  readonly #projectId: string | undefined;
  readonly #seen = new SeenResources();
  /** Rules that are called at their default level, each with the client that is to be judged next. */
  readonly #unasked = new Set<string>();
  readonly #said = new SaidInRun();

  constructor(rules: readonly AnyRule[], now: () => Date, projectId: string | undefined) {
    this.#rules = rules;
    this.#configuration = new EngineConfiguration(rules, now);
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
        this.#configuration.readSettings(args);
        this.#seen.see(args);
      },
      validateResource: (args, reportViolation) => {
        this.#configuration.readSettings(args);
        const { evaluator } = this.#configuration;
        const apps = this.#appsOf(args);
        // A program registers its stack first.
        if (args.type === STACK_TYPE) this.#said.begin();
        if (apps.length === 0) return;
        const findings = [
          ...evaluator.errors.map(configurationFinding),
          ...apps.flatMap((app) => evaluator.hiddenIn(app)),
          ...apps.flatMap((app) => evaluator.unknownIn(app)),
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
        const parameters = this.#configuration.readParameters(rule, args);
        const isAsked = this.#isAsked(rule, args);
        if (parameters.ok && rule.isIdle?.(parameters.value) && !isAsked) return;
        const verdict = parameters.ok
          ? this.#configuration.evaluator.judge(rule, apps, parameters.value)
          : refusal(parameters.problem);
        pronounce(verdict, this.#sayOf(rule, args.urn, reportViolation));
      },
      ...((rule.remediate || rule.isIdle) && {
        remediateResource: (args) => {
          const [app] = this.#appsOf(args);
          if (app === undefined) return;
          this.#unasked.add(`${rule.name} ${app.urn}`);
          const parameters = this.#configuration.readParameters(rule, args);
          if (!parameters.ok) return;
          const change = this.#configuration.evaluator.changeOf(rule, app, parameters.value);
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
        const parameters = this.#configuration.readParameters(rule, args);
        const verdict = parameters.ok
          ? this.#configuration.evaluator.judge(rule, apps, parameters.value)
          : refusal(parameters.problem);
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
        const { evaluator } = this.#configuration;
        if (evaluator.settings.exemptions.length === 0) return;
        const apps = this.#allApps(args);
        const said = this.#saidOfStack();
        const urn = placeOf(args);
        const unused = evaluator.unusedExemptions((exemption) => this.#mayNeed(exemption, apps));
        for (const finding of unused)
          report(reportViolation, said.textOf(finding, description, urn), { ...finding, urn });
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

  /** Whether clients need an exemption, or might once every value is known. */
  #mayNeed(exemption: Exemption, apps: readonly ConnectedApp[]): boolean {
    const rule = this.#rules.find(({ name }) => name === exemption.rule);
    const parameters = rule && this.#configuration.parametersOf(rule);
    if (rule === undefined || parameters === undefined) return false;
    const { findings, unknown } = this.#configuration.evaluator.judge(rule, apps, parameters);
    return unknown.length > 0 || isUsed(exemption, apps, findings);
  }

  /** Whether someone gave a level to a rule that its parameters turn on. */
  #isAsked(rule: Rule, { urn }: PolicyResource): boolean {
    return !this.#unasked.delete(`${rule.name} ${urn}`);
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

/** Reports what was found, then lets the SDK say that something is not known. */
function pronounce(verdict: Verdict, say: (finding: ExplainedFinding) => void): void {
  for (const finding of verdict.findings) say(finding);
  throwUnknown(verdict);
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
