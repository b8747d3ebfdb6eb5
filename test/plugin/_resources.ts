import {
  CustomResource,
  type CustomResourceOptions,
  type Output,
  ProviderResource,
} from "@pulumi/pulumi";

/** A client as a program has it without an SDK: no option of it lists a secret. */
export class PluginApp extends CustomResource {
  declare readonly clientId: Output<string>;
  declare readonly clientSecret: Output<string | undefined>;

  constructor(name: string, args: Record<string, unknown>, options?: CustomResourceOptions) {
    const outputs = { clientId: undefined, clientSecret: undefined };
    super("stytch:index:ConnectedApp", name, { ...outputs, ...args }, options);
  }
}

export class PluginOrganization extends CustomResource {
  constructor(name: string, args: Record<string, unknown>, options?: CustomResourceOptions) {
    super("stytch:index:OrganizationConnectedApps", name, args, options);
  }
}

/** A project of its own, beside that of the stack. */
export class PluginProvider extends ProviderResource {
  constructor(name: string, args: Record<string, unknown>) {
    super("stytch", name, args);
  }
}
