import type { ConnectedApp } from "./rule.ts";
import type { Settings } from "./settings.ts";
import { isAmong, TOKENS } from "./tokens.ts";

/** What a resource is to the rules. */
export type Kind = NonNullable<ConnectedApp["kind"]>;

/** What identifies the kind of a resource. */
export interface Signs {
  readonly type: string;
  readonly opts: { readonly aliases?: readonly string[] };
  /** Undefined for a component, which is never a client itself. */
  readonly provider?: object | undefined;
}

/** The kind of a resource by its type token or an alias of another type; undefined for others. */
export function kindByType(
  { type, opts, provider }: Signs,
  settings: Pick<Settings, "types">,
): Kind | undefined {
  if (isAmong(TOKENS.connectedApp, type) || settings.types.includes(type)) return "ConnectedApp";
  if (isAmong(TOKENS.organization, type)) return "OrganizationConnectedApps";
  if (provider === undefined) return undefined;
  for (const token of [type, ...(opts.aliases ?? []).map(typeIn)]) {
    const kind = kindByToken(token);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** Whether the provider of a resource is part of the program: then it may be a client whatever its type. */
export function isDynamic({ type, provider }: Pick<Signs, "type" | "provider">): boolean {
  return provider !== undefined && /^pulumi-(?:nodejs|python):/.test(type);
}

/** Other tokens with the same words, in whatever case: `acme:stytch/app:ConnectedApp`. */
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
