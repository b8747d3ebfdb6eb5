import {
  hasClientInput,
  isClientType,
  settingsIn,
} from "pulumi-stytch-connected-apps-policy/analysis";
import type { Configuration } from "pulumi-stytch-connected-apps-policy/rules";
import { type Resource, UNKNOWN } from "../client.ts";
import type { KindOf } from "./deployment.ts";
import type { ResourceState } from "./resource-state.ts";
import { readValue } from "./values.ts";

/**
 * Which resources are of this product: by their type, a type that they had, or, where the provider is part
 * of the program, by their inputs. The configuration of the policies may name more types.
 */
export function kindsIn(configuration: Configuration): KindOf {
  const settings = settingsIn(configuration);
  const byType = (type: string): Resource | undefined => {
    const kind = settings.kindOf(type);
    return kind === "Unreadable" ? undefined : kind;
  };
  return ({ type, aliases, inputs }) => {
    const kinds = [type, ...(aliases ?? []).map(typeIn)].map(byType);
    const kind = kinds.find((one) => one !== undefined);
    return kind ?? (isClientOfProgram(type, inputs) ? "ConnectedApp" : undefined);
  };
}

/** The type of a resource in its URN, without those of its parents. */
export function typeIn(urn: string): string {
  return (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
}

/** Whether a provider that is part of the program makes a client, under whatever name. */
function isClientOfProgram(type: string, inputs: ResourceState["inputs"]): boolean {
  if (!/^pulumi-(?:nodejs|python):/.test(type)) return false;
  const clientType = readValue(inputs.clientType);
  return (clientType === UNKNOWN || isClientType(clientType)) && hasClientInput(inputs);
}
