import { RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb.js";

/**
 * Keeps the engine's responses about this package's resources out of the debug messages of the SDK, which
 * prints each with the client's secret in clear. `--json` holds debug messages whatever is asked for.
 * Nothing but these messages goes by the text; responses about other resources keep theirs.
 */
export function keepResponsesUnprinted(): void {
  const { prototype } = RegisterResourceResponse;
  if (Object.hasOwn(prototype, "toString")) return;
  const { toString: plain } = prototype;
  prototype.toString = function (this: RegisterResourceResponse) {
    const urn = this.getUrn();
    return OWN_TYPE.test(urn) ? `${urn} (properties not shown)` : plain.call(this);
  };
}

/** Of the dynamic provider and of the plugin, which a program may use beside each other. */
const OWN_TYPE = /(?:pulumi-nodejs:dynamic\/stytch|[:$]stytch:index):\w+::/;
