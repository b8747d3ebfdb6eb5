import { z } from "zod";
import { isNotSet } from "../not-set.ts";
import { defineRule } from "../rule.ts";

export const organizationThirdPartyApps = defineRule({
  name: "connected-app-organization-third-party-apps",
  title: "An organization chooses the apps of others",
  description:
    "An organization that allows every third-party app also allows those that are added to the project later, which nobody there has looked at.",
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
        why: "members may give their data to any third-party app of the project, also to ones that are added later",
        remedy:
          "Set it to RESTRICTED and list the apps in allowedThirdPartyConnectedApps, or to NOT_ALLOWED",
      },
    ];
  },
});
