import type * as pulumi from "@pulumi/pulumi";
import type { ConnectedAppsAllowedType } from "../../organization-connected-apps/model.ts";
import { DynamicResource, type Kind, typeToken } from "./dynamic-resource.ts";

export type { ConnectedAppsAllowedType };

/**
 * Arguments of an organization's setting for Connected Apps. Leaving an optional one out, or setting
 * it to `""` or `[]`, asks for its default.
 */
export interface OrganizationConnectedAppsArgs {
  /**
   * An existing organization: its `organization_id`, slug or external id, 1 to 128 letters, digits,
   * `-`, `.`, `_`, `~` and `|`. Required. Another organization replaces the resource: it gets
   * the setting, then Stytch's defaults are restored in the old organization. The `organization_id` itself
   * is the best choice, since slugs can change; another name of the same organization replaces nothing.
   */
  organizationId: pulumi.Input<string>;
  /**
   * Which first-party Connected Apps members may use: `ALL_ALLOWED` those of the project,
   * `RESTRICTED` those of `allowedFirstPartyConnectedApps`, `NOT_ALLOWED` none. Allowing less may
   * uninstall apps, which nothing restores. Default: `ALL_ALLOWED`.
   */
  firstPartyConnectedAppsAllowedType?: pulumi.Input<ConnectedAppsAllowedType | undefined>;
  /**
   * Client ids of first-party Connected Apps; with `RESTRICTED` only. Order and duplicates do not
   * matter. Default: none, so that `RESTRICTED` alone allows no app.
   */
  allowedFirstPartyConnectedApps?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** The same for third-party Connected Apps. Default: `ALL_ALLOWED`. */
  thirdPartyConnectedAppsAllowedType?: pulumi.Input<ConnectedAppsAllowedType | undefined>;
  /** Client ids of third-party Connected Apps; with `RESTRICTED` only. Default: none. */
  allowedThirdPartyConnectedApps?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/**
 * Which Connected Apps the members of a B2B organization may use. The organization itself and all
 * its other settings are managed elsewhere. Consumer projects have no organizations: Stytch refuses
 * this resource there with `invalid_b2b_endpoint`.
 *
 * Creating it adopts the setting, whatever it was. Deleting it restores Stytch's defaults in the
 * organization, **which allow every app**; with the option `retainOnDelete`, the setting stays as it
 * is. Declare one resource for each organization, in one stack: two overwrite each other, and the
 * one that is deleted opens what the other restricts.
 *
 * `id` is the organization's `organization_id`.
 *
 * @example Your own apps and one partner
 * ```ts
 * new OrganizationConnectedApps("acme", {
 *   organizationId: "organization-live-…",
 *   thirdPartyConnectedAppsAllowedType: "RESTRICTED",
 *   allowedThirdPartyConnectedApps: [partner.clientId],
 * });
 * ```
 *
 * @example No app of others
 * ```ts
 * new OrganizationConnectedApps("bank", {
 *   organizationId: "bank",
 *   thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED",
 * });
 * ```
 *
 * @see https://stytch.com/docs/b2b/api/update-organization
 */
export class OrganizationConnectedApps extends DynamicResource {
  /** Lets policies say `validateResourceOfType(OrganizationConnectedApps, …)`. */
  static readonly __pulumiType = typeToken("OrganizationConnectedApps");

  /** The organization's `organization_id`, the same as `id`, whatever `organizationId` names it by. */
  declare readonly resolvedOrganizationId: pulumi.Output<string>;
  /** As the program wrote it. */
  declare readonly organizationId: pulumi.Output<string>;
  declare readonly firstPartyConnectedAppsAllowedType: pulumi.Output<ConnectedAppsAllowedType>;
  declare readonly allowedFirstPartyConnectedApps: pulumi.Output<string[]>;
  declare readonly thirdPartyConnectedAppsAllowedType: pulumi.Output<ConnectedAppsAllowedType>;
  declare readonly allowedThirdPartyConnectedApps: pulumi.Output<string[]>;
  /** The project that holds the organization. */
  declare readonly projectId: pulumi.Output<string>;

  /** @param name name of the resource in the stack. */
  constructor(
    name: string,
    args: OrganizationConnectedAppsArgs,
    options?: pulumi.CustomResourceOptions,
  ) {
    super(KIND, name, { ...OUTPUTS, ...args }, options);
    this.resolvedOrganizationId = this.id;
  }
}

const KIND: Kind = {
  type: "OrganizationConnectedApps",
  served: "organizationConnectedApps",
  inputs: [
    "organizationId",
    "firstPartyConnectedAppsAllowedType",
    "allowedFirstPartyConnectedApps",
    "thirdPartyConnectedAppsAllowedType",
    "allowedThirdPartyConnectedApps",
  ] satisfies (keyof OrganizationConnectedAppsArgs)[],
  secretOutputs: [],
  insteadOf: {
    import:
      "There is no need for it: creating the resource adopts the setting of the organization.",
    replaceOnChanges: "Another organizationId replaces the resource without this option.",
  },
};

/** Names every output, so that the engine's response resolves it even without an argument. */
const OUTPUTS = {
  firstPartyConnectedAppsAllowedType: undefined,
  allowedFirstPartyConnectedApps: undefined,
  thirdPartyConnectedAppsAllowedType: undefined,
  allowedThirdPartyConnectedApps: undefined,
  projectId: undefined,
};
