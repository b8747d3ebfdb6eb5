import { z } from "zod";
import { isNotSet } from "../not-set.ts";
import { defineRule } from "../rule.ts";

export const organizationThirdPartyApps = defineRule({
  name: "connected-app-organization-third-party-apps",
  title: "Each organization chooses its third-party apps",
  description:
    "An organization that allows every third-party app also allows those added to the project later, which no one in the organization has reviewed.",
  resource: "OrganizationConnectedApps",
  severity: "medium",
  level: "advisory",
  source: "https://stytch.com/docs/b2b/api/update-organization",
  config: z.strictObject({}),
  check({ properties }) {
    const type = properties.thirdPartyConnectedAppsAllowedType;
    if (!isNotSet(type) && type !== "ALL_ALLOWED") return [];
    return [
      {
        property: "thirdPartyConnectedAppsAllowedType",
        value: isNotSet(type) ? 'not set, so "ALL_ALLOWED"' : '"ALL_ALLOWED"',
        why: "members may give any third-party app of the project access to their data, including apps that are added later",
        remedy:
          "Set it to RESTRICTED and list the apps in allowedThirdPartyConnectedApps, or to NOT_ALLOWED",
      },
    ];
  },
});
