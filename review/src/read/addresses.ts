import type { AddressChange } from "../change.ts";
import type { ClientRef } from "../client.ts";
import { placeOf } from "./place.ts";
import type { ResourceState } from "./resource-state.ts";
import { readValue } from "./values.ts";

/** Type token of the provider plugin; its default provider has the address of the stack's configuration. */
const PROVIDER = "pulumi:providers:stytch";

/** Key of the configuration of a stack. A state keeps it with the provider of all dynamic resources; a preview does not. */
const KEY = "stytch:apiUrl";
const DYNAMIC_PROVIDER = "pulumi:providers:pulumi-nodejs";

type State = ResourceState | null | undefined;

/** The address of a provider before and after; undefined for any other resource, and for one that ends. */
export function addressChange(urn: string, before: State, after: State): AddressChange | undefined {
  const isDynamic = after?.type === DYNAMIC_PROVIDER;
  if (after === undefined || after === null || (!isDynamic && after.type !== PROVIDER)) {
    return undefined;
  }
  const [name, input] = isDynamic ? [KEY, KEY] : [urn.split("::").slice(3).join("::"), "apiUrl"];
  return {
    client: refOfProvider(urn, name, after.sourcePosition),
    before: readValue(before?.inputs[input]),
    after: readValue(after.inputs[input]),
  };
}

/**
 * The address in the configuration of a stack; what it was before, no preview tells.
 *
 * @param providers those of the same preview: where one has this address, it tells that.
 */
export function configuredAddress(
  config: Readonly<Record<string, unknown>> | null | undefined,
  providers: readonly AddressChange[],
): AddressChange | undefined {
  const after = readValue(config?.[KEY]);
  if (after === undefined || providers.some((provider) => provider.after === after)) {
    return undefined;
  }
  return { client: refOfProvider(KEY, KEY, undefined), before: undefined, after };
}

function refOfProvider(
  urn: string,
  name: string,
  sourcePosition: string | null | undefined,
): ClientRef {
  return {
    urn,
    name,
    type: PROVIDER,
    resource: "ConnectedApp",
    id: undefined,
    projectId: undefined,
    place: placeOf(sourcePosition),
  };
}
