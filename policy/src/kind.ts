import { CLIENT_TYPES } from "./client-type.ts";
import { ifKnown } from "./known.ts";
import type { ConnectedApp } from "./rule.ts";
import { CONNECTED_APP_TYPE, ORGANIZATION_TYPE, type Settings } from "./settings.ts";

/** What a resource is to the rules. */
export type Kind = NonNullable<ConnectedApp["kind"]>;

/** The package whose code serves the resources, however a program calls them. */
const PACKAGE = "pulumi-stytch-connected-apps";

/** Inputs of which a Connected App has one at least, beside its type. */
const INPUTS = [
  ...["redirectUrls", "postLogoutRedirectUrls", "fullAccessAllowed", "accessTokenExpiryMinutes"],
  ...["bypassConsentForOfflineAccess", "accessTokenCustomAudience"],
  ...["accessTokenTemplateContent", "idTokenTemplateContent"],
];

/** What tells the kind of a resource. */
export interface Signs {
  readonly type: string;
  readonly props: Record<string, unknown>;
  readonly opts: { readonly aliases?: readonly string[] };
  /** Undefined for a component, which is no client itself whatever it is called. */
  readonly provider?: object | undefined;
}

/**
 * The kind of a resource, undefined for all that is none of ours: by its type token or an alias of
 * another type, else by its inputs, if it is a dynamic resource.
 */
export function kindOf(signs: Signs, settings: Pick<Settings, "types">): Kind | undefined {
  const { type, props, opts, provider } = signs;
  if (type === CONNECTED_APP_TYPE || settings.types.includes(type)) return "ConnectedApp";
  if (type === ORGANIZATION_TYPE) return "OrganizationConnectedApps";
  if (provider === undefined) return undefined;
  for (const token of [type, ...(opts.aliases ?? []).map(typeIn)]) {
    const kind = kindByToken(token);
    if (kind !== undefined) return kind;
  }
  return type.startsWith("pulumi-nodejs:") && looksLikeClient(props) ? "ConnectedApp" : undefined;
}

/** `…:dynamic/stytch:ConnectedApp`, `stytch:index:ConnectedApp`, in whatever case. */
function kindByToken(token: string): Kind | undefined {
  const [name = "", ...before] = token.toLowerCase().split(":").reverse();
  if (!before.some((part) => part.includes("stytch"))) return undefined;
  if (name === "connectedapp") return "ConnectedApp";
  return name === "organizationconnectedapps" ? "OrganizationConnectedApps" : undefined;
}

/** The type of a resource in its URN, without those of its parents. */
function typeIn(urn: string): string {
  return (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
}

/** Whether a dynamic resource of any name has the inputs of a Connected App. */
function looksLikeClient(props: Record<string, unknown>): boolean {
  if (!("clientType" in props) || !INPUTS.some((input) => input in props)) return false;
  const known = ifKnown(() => ({ clientType: props.clientType }));
  return known === undefined || CLIENT_TYPES.some((type) => type === known.clientType);
}

/** The kind of a dynamic resource by the text that is stored for its provider. */
export function kindByProvider(text: unknown): Kind | undefined {
  if (typeof text !== "string" || !text.includes(PACKAGE)) return undefined;
  return /\.organizationConnectedApps\b/.test(text) ? "OrganizationConnectedApps" : "ConnectedApp";
}
