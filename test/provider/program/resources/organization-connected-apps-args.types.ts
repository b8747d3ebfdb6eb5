import type * as pulumi from "@pulumi/pulumi";
import {
  OrganizationConnectedApps,
  type OrganizationConnectedAppsArgs,
} from "../../../../provider/src/program/resources/organization-connected-apps.ts";

/** Never run: that this file compiles is the test. */
declare const text: pulumi.Output<string>;
declare const texts: pulumi.Output<string[]>;
declare const type: pulumi.Output<"ALL_ALLOWED" | "RESTRICTED" | "NOT_ALLOWED">;

export const accepted: OrganizationConnectedAppsArgs[] = [
  { organizationId: "acme" },
  {
    organizationId: text,
    firstPartyConnectedAppsAllowedType: type,
    allowedFirstPartyConnectedApps: texts,
    thirdPartyConnectedAppsAllowedType: Promise.resolve("RESTRICTED" as const),
    allowedThirdPartyConnectedApps: [text, "b", Promise.resolve("c")],
  },
  {
    organizationId: "acme",
    firstPartyConnectedAppsAllowedType: undefined,
    allowedFirstPartyConnectedApps: undefined,
    thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED",
    allowedThirdPartyConnectedApps: undefined,
  },
];

export const refused: OrganizationConnectedAppsArgs[] = [
  // @ts-expect-error organizationId is required
  {},
  // @ts-expect-error not a type
  { organizationId: "acme", firstPartyConnectedAppsAllowedType: "NONE" },
  // @ts-expect-error the API's spelling is not ours
  { organizationId: "acme", third_party_connected_apps_allowed_type: "RESTRICTED" },
  // @ts-expect-error a string for a list
  { organizationId: "acme", allowedFirstPartyConnectedApps: "connected-app-test-1" },
  // @ts-expect-error an output, not an argument
  { organizationId: "acme", projectId: "a" },
];

// @ts-expect-error the arguments are required
export const none = new OrganizationConnectedApps("none");

const access = new OrganizationConnectedApps("access", { organizationId: "acme" });
export const id: pulumi.Output<string> = access.resolvedOrganizationId;
// @ts-expect-error set by Stytch
access.projectId = text;
