import { RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb.js";

/**
 * Keeps the engine's responses about this package's resources out of the debug messages of the SDK, which
 * print each with the client's secret in clear text. `--json` always includes debug messages.
 * Only these messages use the text; responses about other resources keep theirs.
 */
export function keepResponsesUnprinted(): void {
  const { prototype } = RegisterResourceResponse;
  // Not `Object.hasOwn`: the SDK for Node.js has this file too, for older compilers.
  if (Object.keys(prototype).includes("toString")) return;
  const { toString: plain } = prototype;
  prototype.toString = function (this: RegisterResourceResponse) {
    const urn = this.getUrn();
    return OWN_TYPE.test(urn) ? `${urn} (properties not shown)` : plain.call(this);
  };
}

/** Of the dynamic provider and of the plugin, which a program may use beside each other. */
const OWN_TYPE = /(?:pulumi-nodejs:dynamic\/stytch|[:$]stytch:index):\w+::/;
