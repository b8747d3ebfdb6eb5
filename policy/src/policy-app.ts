import type { PolicyProviderResource, PolicyResourceOptions } from "@pulumi/policy";
import { type ClientWithin, clientsIn, hasInput, secretsWithin } from "./clients-in.ts";
import { environmentOf } from "./environment.ts";
import { isDynamic, type Kind, kindByType } from "./kind.ts";
import { ifKnown, unknownIn } from "./known.ts";
import { isNotSet } from "./not-set.ts";
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

/** The input in which a smoke test has the client that it tests. */
const TESTED = "app.";

/**
 * The Connected Apps, or the setting for them, that a resource is; none for other resources. Their
 * project is that of their provider, which is the one in the stack's configuration unless the program
 * makes a provider of its own; else the one given.
 *
 * @param seen what an engine passes only to a remediation of the resource.
 */
export function appsOf(
  resource: PolicyResource,
  settings: Settings,
  otherProjectId: string | undefined,
  seen: Seen = {},
): ConnectedApp[] {
  const { type, name, urn, props, opts, provider } = resource;
  const kind = kindByType(resource, settings) ?? seen.kind;
  const mayHoldClients = isDynamic(resource) && kind !== "OrganizationConnectedApps";
  const clients = mayHoldClients
    ? clientsIn(props).filter(({ within }) => !(seen.isSmokeTest && within === TESTED))
    : [];
  if (kind === undefined && clients.length === 0) return [];
  const about = {
    type,
    name,
    urn,
    environment: environmentOf(projectOf(provider, otherProjectId), urn, settings),
    options: { protect: opts.protect, additionalSecretOutputs: opts.additionalSecretOutputs },
  };
  const appOf = (client: ClientWithin, ofKind: Kind): ConnectedApp => ({
    ...about,
    kind: ofKind,
    properties: plainView(client.properties),
    secrets: secretsWithin(seen.secrets ?? [], client),
    ...(client.within !== undefined && { within: client.within }),
  });
  const found = clients.map((client) => appOf(client, "ConnectedApp"));
  const isFound = clients.some(({ within }) => within === undefined);
  if (kind === undefined || isFound) return found;
  const whole = { within: undefined, properties: props };
  if (!mayHoldClients || hasType(props)) return [appOf(whole, kind), ...found];
  const own = hasInput(props) ? [appOf(whole, kind)] : [];
  return [...own, ...(found.length > 0 ? found : [appOf(whole, "Unreadable")])];
}

/** The settings of a provider that name its project: of a dynamic one, and of the plugin. */
const PROJECT_KEYS = ["stytch:projectId", "projectId"];

/** The project of a resource by its provider; unknown if that is decided only in the update. */
function projectOf(
  provider: PolicyProviderResource | undefined,
  otherProjectId: string | undefined,
): unknown {
  const known = ifKnown(() => ({ given: PROJECT_KEYS.map((key) => provider?.props[key]) }));
  return known === undefined ? undefined : (known.given.find(Boolean) ?? otherProjectId);
}

/** Whether a resource has the one input that every client needs, known or not. */
function hasType(props: Record<string, unknown>): boolean {
  const known = ifKnown(() => ({ clientType: props.clientType }));
  return known === undefined || !isNotSet(known.clientType);
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

/** The inputs that matter for security and are not known, or not completely; without those that are hidden. */
export function unknownInputs({ properties }: ConnectedApp): string[] {
  return SECURITY_INPUTS.filter((input) => {
    const { reason } = unknownIn(() => properties[input]);
    return reason !== undefined && !(reason instanceof HiddenValueError);
  });
}
