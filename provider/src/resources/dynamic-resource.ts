import type * as pulumi from "@pulumi/pulumi";
// Not the whole SDK: its index loads the Automation API and a compiler, which takes as long as all
// the rest of a small program.
import { CustomResource, mergeOptions } from "@pulumi/pulumi/resource.js";
import { showAuthorFrames } from "./author-frames.ts";
import { propertiesToRead } from "./existing.ts";
import { warnOfConfiguration } from "./stack-configuration.ts";

/**
 * The one place that knows how the engine stores a dynamic resource: its type token, and the text
 * that the dynamic-provider process evaluates to find the code that serves it. The text is a
 * constant that loads the installed package: nothing is serialized, so no code, value or secret
 * gets into the state, and an upgrade changes no resource.
 */
export abstract class DynamicResource extends CustomResource {
  /**
   * @param type name of the class, last part of the type token.
   * @param served name under which the package's `dynamic` module exports the provider.
   * @param secretOutputs outputs to be encrypted in the state; a provider cannot mark them itself.
   * @throws ProgramError for the option `id` with an SDK that cannot read existing resources.
   */
  constructor(
    type: string,
    served: string,
    name: string,
    properties: pulumi.Inputs,
    secretOutputs: string[],
    options: pulumi.CustomResourceOptions | undefined,
  ) {
    const registered = options?.id === undefined ? properties : propertiesToRead(name, properties);
    const end = showAuthorFrames();
    try {
      super(
        typeToken(type),
        name,
        { ...registered, __provider: providerText(served) },
        mergeOptions(options, { additionalSecretOutputs: secretOutputs }),
      );
    } finally {
      end();
    }
    warnOfConfiguration();
  }
}

/** @returns e.g. `pulumi-nodejs:dynamic/stytch:ConnectedApp` */
export function typeToken(type: string): string {
  return `pulumi-nodejs:dynamic/stytch:${type}`;
}

function providerText(served: string): string {
  return `exports.handler=()=>require("pulumi-stytch-connected-apps/dynamic").${served}`;
}
