import type * as pulumi from "@pulumi/pulumi";
// Not the whole SDK: its index loads the Automation API and a compiler, which takes as long as
// the rest of a small program.
import { CustomResource, mergeOptions } from "@pulumi/pulumi/resource.js";
import { warnOfConfiguration } from "../stack-configuration.ts";
import { showAuthorFrames } from "./author-frames.ts";
import { propertiesToRead } from "./existing.ts";
import { type InsteadOf, refuseOptions } from "./refused-options.ts";
import { warnOfSharing } from "./shared-things.ts";
import { warnOfUnknownProperties } from "./unknown-properties.ts";
import { keepResponsesUnprinted } from "./unprinted-responses.ts";

/**
 * The one place that knows how the engine stores a dynamic resource: its type token, and the text
 * that the dynamic-provider process evaluates to find the code that serves it. The text is a
 * constant that loads the installed package: nothing is serialized, so no code, value or secret
 * gets into the state, and an upgrade changes no resource.
 */
export abstract class DynamicResource extends CustomResource {
  /**
   * @throws ProgramError for an option that cannot work, and for `id` with an SDK that cannot read
   *   existing resources.
   */
  constructor(
    { type, served, inputs, secretOutputs, insteadOf }: Kind,
    name: string,
    properties: pulumi.Inputs,
    options: pulumi.CustomResourceOptions | undefined,
  ) {
    refuseOptions(name, options, insteadOf);
    keepResponsesUnprinted();
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
    // A resource that is only read, by the option id, overwrites nothing.
    if (options?.id === undefined) warnOfSharing(this, type, name);
    const outputs = Object.keys(properties);
    warnOfUnknownProperties(this, type, options, { inputs, outputs });
  }
}

/** What all resources of a class have in common. */
export interface Kind {
  /** Name of the class, last part of the type token. */
  readonly type: string;
  /** Name under which the package's `dynamic` module exports the provider. */
  readonly served: string;
  /** Names of all arguments. */
  readonly inputs: readonly string[];
  /** Outputs to encrypt in the state; a provider cannot mark them itself. */
  readonly secretOutputs: string[];
  readonly insteadOf: InsteadOf;
}

/** @returns e.g. `pulumi-nodejs:dynamic/stytch:ConnectedApp` */
export function typeToken(type: string): string {
  return `pulumi-nodejs:dynamic/stytch:${type}`;
}

function providerText(served: string): string {
  return `exports.handler=()=>require("pulumi-stytch-connected-apps/dynamic").${served}`;
}
