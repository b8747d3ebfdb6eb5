import type * as pulumi from "@pulumi/pulumi";
import { secret } from "@pulumi/pulumi/output.js";
import { Resource } from "@pulumi/pulumi/resource.js";

/** Type token of the clients that the provider plugin serves. */
const PLUGIN_APP = "stytch:index:ConnectedApp";

/** The settings of a provider that lead to its project, as the SDK keeps them. */
interface Provider {
  readonly projectId?: pulumi.Output<string | undefined>;
  readonly secret?: pulumi.Output<string | undefined>;
  readonly apiUrl?: pulumi.Output<string | undefined>;
}

/**
 * The project of a client to which the program gave a provider of the plugin; undefined for others. A
 * test cannot share that provider, since the plugin does not serve it.
 */
export function projectOf(app: object): pulumi.Inputs | undefined {
  if (!Resource.isInstance(app)) return undefined;
  if ((app as { __pulumiType?: string }).__pulumiType !== PLUGIN_APP) return undefined;
  const provider = app.getProvider(PLUGIN_APP) as Provider | undefined;
  if (provider === undefined) return undefined;
  const { projectId, apiUrl } = provider;
  return { projectId, apiUrl, secret: secret(provider.secret) };
}
