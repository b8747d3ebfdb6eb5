import type * as pulumi from "@pulumi/pulumi";
import { version } from "@pulumi/pulumi/version.js";
import { ProgramError } from "../program-error.ts";

/** The first release whose dynamic-provider process finds the provider of a resource that is read. */
const FIRST_SDK = "3.268.0";

/**
 * What a resource with the option `id` registers, which is read from the server and not managed: every
 * output by name, so that it resolves, and no value. By that, the provider recognizes a first read.
 *
 * @throws ProgramError `ERR_STYTCH_PULUMI_SDK` with an SDK that fails there, saying `The "code"
 *   argument must be of type string`.
 */
export function propertiesToRead(
  name: string,
  properties: pulumi.Inputs,
  sdk: string = version,
): pulumi.Inputs {
  if (isBefore(sdk, FIRST_SDK)) {
    throw new ProgramError({
      code: "ERR_STYTCH_PULUMI_SDK",
      message:
        `${name}: reading an existing resource needs @pulumi/pulumi ${FIRST_SDK} or newer, and this ` +
        `program has ${sdk}. Run npm install @pulumi/pulumi@^${FIRST_SDK}, or use a look-up such as ` +
        "getConnectedApp, which needs no newer version.",
    });
  }
  return Object.fromEntries(Object.keys(properties).map((key) => [key, undefined]));
}

function isBefore(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) < 0;
}
