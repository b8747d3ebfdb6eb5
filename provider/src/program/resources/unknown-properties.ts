import type * as pulumi from "@pulumi/pulumi";
import { warn } from "@pulumi/pulumi/log/index.js";
import type { CustomResource } from "@pulumi/pulumi/resource.js";
import { nearestName } from "../../text/nearest-name.ts";

/** Names of the properties of a resource. */
export interface PropertyNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/**
 * Warns, at the resource, of options that name a property that it does not have: Pulumi silently accepts
 * them, and then changes what it should ignore, or shows what it should hide.
 *
 * @param type name of its class.
 */
export function warnOfUnknownProperties(
  resource: CustomResource,
  type: string,
  options: pulumi.CustomResourceOptions = {},
  { inputs, outputs }: PropertyNames,
): void {
  const properties = [...new Set([...inputs, ...outputs])];
  const { ignoreChanges = [], additionalSecretOutputs = [], hideDiffs = [] } = options;
  const warnings = [
    ...unknownIn("ignoreChanges", ignoreChanges, `an input of a ${type}`, inputs),
    ...unknownIn(
      "additionalSecretOutputs",
      additionalSecretOutputs,
      `an output of a ${type}`,
      outputs,
    ),
    ...unknownIn("hideDiffs", hideDiffs, `a property of a ${type}`, properties),
  ];
  for (const warning of warnings) void warn(warning, resource);
}

function unknownIn(
  option: string,
  paths: readonly string[],
  kind: string,
  known: readonly string[],
): string[] {
  return paths
    .filter((path) => path !== "*" && !known.includes(rootOf(path)))
    .map((path) => {
      const nearest = nearestName(rootOf(path), known);
      const advice = nearest ? `Did you mean ${nearest}?` : `The names are ${known.join(", ")}.`;
      return `the option ${option} names ${path}, which is not ${kind}, so it has no effect. ${advice}`;
    });
}

/** `redirectUrls` of `redirectUrls[0]` and of `["redirectUrls"]`. */
function rootOf(path: string): string {
  const [, quoted, plain] = /^(?:\["([^"]*)"\]|([^.[]*))/.exec(path) ?? [];
  return quoted ?? plain ?? "";
}
