import type {
  PolicyPackConfig,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { Secret } from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy.js";
import * as secret from "@pulumi/policy/secret.js";
import { createPolicies } from "../../policy/src/pack.ts";
import type { ConnectedApp } from "../../policy/src/rule.ts";

// Marked as internal by the SDK, so without a type.
export const { unknownCheckingProxy } = proxy as unknown as {
  unknownCheckingProxy(properties: Record<string, unknown>): Record<string, unknown>;
};

const { secretsPreservingProxy } = secret as unknown as {
  secretsPreservingProxy(properties: Record<string, unknown>): Record<string, unknown>;
};

/** What the SDK takes for a string that is not known during a preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface Reported {
  readonly policy: string;
  readonly level: string;
  readonly message: string;
  readonly urn?: string | undefined;
}

interface Outcome {
  readonly reported: Reported[];
  /** The properties of each client after remediation. */
  readonly properties: Record<string, unknown>[];
}

export interface Around {
  readonly projectId?: unknown;
  readonly now?: Date;
  readonly env?: Record<string, string>;
  /** A pack that ran before. */
  readonly policies?: ReturnType<typeof createPolicies>;
}

/**
 * Runs the pack over clients, among whose properties may be `Secret`s, as the policy server does: remediation and analysis client by client,
 * then the stack; each policy sees its own configuration only.
 */
export function run(
  apps: readonly ConnectedApp[],
  config: PolicyPackConfig = {},
  {
    projectId = "project-live-1",
    now = new Date("2026-06-15"),
    env = {},
    policies: pack,
  }: Around = {},
): Outcome {
  const policies = pack ?? createPolicies({ now: () => now, env });
  const reported: Reported[] = [];
  const resources = apps.map((app) => resourceOf(app, projectId));

  const levelOf = (policy: Policy) =>
    settingsOf(config, policy.name).level ?? policy.enforcementLevel;
  const judge = (policy: Policy, decide: (report: (given: unknown) => void) => void) => {
    const level = levelOf(policy);
    if (level === "disabled") return;
    const fallback = level === "remediate" ? "mandatory" : `${level}`;
    try {
      decide((given) => reported.push(reportedOf(policy, fallback, given)));
    } catch (error) {
      const message = error instanceof Error ? error.message : "";
      if (!message.includes("can't be known during preview")) throw error;
      reported.push({ policy: policy.name, level: "advisory", message });
    }
  };

  for (const resource of resources) {
    for (const policy of policies) {
      if (!("remediateResource" in policy) || levelOf(policy) !== "remediate") continue;
      try {
        policy.remediateResource?.(remediationArgsOf(resource, config, policy.name));
      } catch (error) {
        if (!`${error}`.includes("can't be known during preview")) throw error;
      }
    }
    for (const policy of policies) {
      const { validateResource } = policy as ResourceValidationPolicy;
      if (typeof validateResource !== "function") continue;
      judge(policy, (report) => {
        validateResource(argsOf(resource, config, policy.name), report);
      });
    }
  }
  for (const policy of policies) {
    if (!("validateStack" in policy)) continue;
    const all = resources.map((resource) => argsOf(resource, config, policy.name));
    const args = { resources: all, getConfig: all[0]?.getConfig ?? (() => ({})) };
    judge(policy, (report) => {
      policy.validateStack(args as unknown as StackValidationArgs, report);
    });
  }
  return { reported, properties: resources.map(({ properties }) => properties) };
}

type Policy = ResourceValidationPolicy | StackValidationPolicy;
type Resource = ReturnType<typeof resourceOf>;

function resourceOf(app: ConnectedApp, projectId: unknown) {
  return { app, projectId, properties: { ...app.properties } };
}

function argsOf(
  { app, projectId, properties }: Resource,
  config: PolicyPackConfig,
  policy: string,
): ResourceValidationArgs {
  const args = {
    type: app.type,
    name: app.name,
    urn: app.urn,
    opts: app.options,
    props: unknownCheckingProxy(withoutSecrets(properties) as Record<string, unknown>),
    provider: { props: unknownCheckingProxy({ "stytch:projectId": projectId }) },
    getConfig: () => settingsOf(config, policy).parameters,
  };
  return args as unknown as ResourceValidationArgs;
}

/** Only a remediation learns what is a secret. */
function remediationArgsOf(
  resource: Resource,
  config: PolicyPackConfig,
  policy: string,
): ResourceValidationArgs {
  const props = unknownCheckingProxy(secretsPreservingProxy(resource.properties));
  return { ...argsOf(resource, config, policy), props };
}

/** Properties as a policy gets them that judges: with what is in each secret. */
function withoutSecrets(value: unknown): unknown {
  if (value instanceof Secret) return withoutSecrets(value.value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!(value instanceof Object)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withoutSecrets(member)]),
  );
}

function settingsOf(config: PolicyPackConfig, name: string) {
  const given = config[name] ?? {};
  if (typeof given === "string") return { level: given, parameters: {} };
  const { enforcementLevel, ...parameters } = given;
  return { level: enforcementLevel, parameters };
}

/** A violation as the pack reports it, without the description that stands before an explanation. */
function reportedOf({ name, description }: Policy, fallback: string, given: unknown): Reported {
  const { message = "", enforcementLevel, urn } = given as Record<string, string>;
  const own = message.startsWith(`${description}\n`)
    ? message.slice(description.length + 1)
    : message;
  return { policy: name, level: enforcementLevel ?? fallback, message: own, urn };
}
