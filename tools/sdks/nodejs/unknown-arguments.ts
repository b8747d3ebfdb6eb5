import { output, secret } from "@pulumi/pulumi/output.js";

/** What starts with this is a field of a resource whose properties were spread, not a misspelt name. */
const INTERNAL = "__";

type Values = Record<string, unknown>;

/**
 * Adds to the inputs of a resource what a program passed beyond its arguments: the provider refuses it, with the
 * nearest name. Without it, a misspelt name of an argument would silently ask for that argument's default.
 */
export function addUnknownArguments(inputs: Values, args: object | undefined): void {
  for (const [name, value] of unknownArguments(inputs, args)) inputs[name] = value;
}

/** The same for the settings of a provider, which are texts; one that is misspelt may be a secret. */
export function addUnknownSettings(inputs: Values, args: object | undefined): void {
  for (const [name, value] of unknownArguments(inputs, args)) {
    inputs[name] = secret(output(value as string).apply((known) => JSON.stringify(known)));
  }
}

function unknownArguments(inputs: Values, args: object | undefined): [string, unknown][] {
  return Object.entries(args ?? {}).filter(
    ([name, value]) =>
      value !== undefined && inputs[name] === undefined && !name.startsWith(INTERNAL),
  );
}
