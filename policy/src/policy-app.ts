import type { PolicyProviderResource, PolicyResourceOptions } from "@pulumi/policy";
import { environmentOf } from "./environment.ts";
import { kindOf } from "./kind.ts";
import { ifKnown, unknownIn } from "./known.ts";
import { HiddenValueError, plainView } from "./plain-view.ts";
import type { ConnectedApp } from "./rule.ts";
import type { Seen } from "./seen.ts";
import type { Settings } from "./settings.ts";

/** A resource as the policy SDK hands it to a policy, alone or with its stack. */
export interface PolicyResource {
  readonly type: string;
  readonly props: Record<string, unknown>;
  readonly urn: string;
  readonly name: string;
  readonly opts: PolicyResourceOptions;
  readonly provider?: PolicyProviderResource;
}

/**
 * The Connected App, or the setting for them, that a resource is; undefined for other resources. Its
 * project is the one in the stack's configuration, else the one given.
 *
 * @param seen what only a remediation is told of the resource.
 */
export function appOf(
  resource: PolicyResource,
  settings: Settings,
  otherProjectId: string | undefined,
  seen: Seen = {},
): ConnectedApp | undefined {
  const { type, name, urn, props, opts, provider } = resource;
  const kind = kindOf(resource, settings) ?? seen.kind;
  if (kind === undefined) return undefined;
  const ofProvider = (key: string) => ifKnown(() => provider?.props[key]) || undefined;
  const projectId = ofProvider("stytch:projectId") ?? ofProvider("projectId") ?? otherProjectId;
  return {
    type,
    kind,
    name,
    urn,
    properties: plainView(props),
    environment: environmentOf(projectId, urn, settings),
    options: { protect: opts.protect, additionalSecretOutputs: opts.additionalSecretOutputs },
    ...(seen.secrets && { secrets: seen.secrets }),
  };
}

export const SECURITY_INPUTS = [
  "clientType",
  "redirectUrls",
  "postLogoutRedirectUrls",
  "fullAccessAllowed",
  "bypassConsentForOfflineAccess",
  "accessTokenExpiryMinutes",
  "accessTokenCustomAudience",
  "accessTokenTemplateContent",
  "idTokenTemplateContent",
];

/** The inputs that matter for security and are not known, or not altogether; those that are hidden are not meant. */
export function unknownInputs({ properties }: ConnectedApp): string[] {
  return SECURITY_INPUTS.filter((input) => {
    const { reason } = unknownIn(() => properties[input]);
    return reason !== undefined && !(reason instanceof HiddenValueError);
  });
}
