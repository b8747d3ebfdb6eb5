import {
  ReadResourceResponse,
  RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { isDryRun } from "@pulumi/pulumi/runtime/settings.js";

/** By the token of a resource's type, the names of the outputs that it need not have. */
export type OptionalOutputs = Readonly<Record<string, readonly string[]>>;

/** A `Struct` of the protocol. */
interface Properties {
  toJavaScript(): Record<string, unknown>;
}

/** All states of this package have it; where the engine knows no state yet, a response has inputs alone. */
const OF_STATES = "projectId";

let isDone = false;

/**
 * Has previews know that an output is absent: the SDK takes what a response lacks for unknown, so that
 * whatever depends on it seems to change in each preview.
 */
export function showAbsentOutputs(optional: OptionalOutputs): void {
  if (isDone) return;
  isDone = true;
  const [registered, read] = [RegisterResourceResponse.prototype, ReadResourceResponse.prototype];
  const { getObject } = registered;
  registered.getObject = function (this: RegisterResourceResponse) {
    return completed(getObject.call(this), this.getUrn(), optional);
  };
  const { getProperties } = read;
  read.getProperties = function (this: ReadResourceResponse) {
    return completed(getProperties.call(this), this.getUrn(), optional);
  };
}

function completed<Kind extends Properties | undefined>(
  properties: Kind,
  urn: string,
  optional: OptionalOutputs,
): Kind {
  const names = optional[typeOf(urn)];
  if (properties === undefined || names === undefined || !isDryRun()) return properties;
  const plain = properties.toJavaScript.bind(properties);
  properties.toJavaScript = () => {
    const values = plain();
    if (!(OF_STATES in values)) return values;
    return { ...Object.fromEntries(names.map((name) => [name, null])), ...values };
  };
  return properties;
}

/** `urn:pulumi:STACK::PROJECT::PARENTS$TYPE::NAME`. */
function typeOf(urn: string): string {
  const [, , types = ""] = urn.split("::");
  return types.split("$").pop() ?? "";
}
