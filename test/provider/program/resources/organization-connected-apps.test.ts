import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import {
  OrganizationConnectedApps,
  type OrganizationConnectedAppsArgs,
} from "../../../../provider/src/program/resources/organization-connected-apps.ts";
import { CLIENT_A, CLIENT_B } from "../../_organization.ts";
import { mockEngine, resolved } from "./_mocks.ts";

const LEAST: OrganizationConnectedAppsArgs = { organizationId: "acme" };

/** What the engine is told of one resource. */
async function register(
  args: OrganizationConnectedAppsArgs,
  options?: pulumi.CustomResourceOptions,
) {
  const registered = await mockEngine();
  const access = new OrganizationConnectedApps("access", args, options);
  await resolved(access.urn);
  expect(registered).toHaveLength(1);
  const { type, inputs } = registered[0] ?? { type: "", inputs: {} };
  return { access, type, inputs };
}

describe("registration", () => {
  test("has the type by which policies know the class", async () => {
    const { type } = await register(LEAST);
    expect(type).toBe("pulumi-nodejs:dynamic/stytch:OrganizationConnectedApps");
    expect(OrganizationConnectedApps.__pulumiType).toBe(type);
  });

  test("sends what was given and the provider's text, and nothing undefined", async () => {
    const { inputs } = await register({
      organizationId: pulumi.output("acme"),
      firstPartyConnectedAppsAllowedType: undefined,
      thirdPartyConnectedAppsAllowedType: "RESTRICTED",
      allowedThirdPartyConnectedApps: [CLIENT_A, pulumi.output(CLIENT_B)],
    });
    expect(inputs).toEqual({
      organizationId: "acme",
      thirdPartyConnectedAppsAllowedType: "RESTRICTED",
      allowedThirdPartyConnectedApps: [CLIENT_A, CLIENT_B],
      __provider:
        'exports.handler=()=>require("pulumi-stytch-connected-apps/dynamic").organizationConnectedApps',
    });
  });
});

test("outputs are those that the provider returns, and the organization's id is the id", async () => {
  await mockEngine({
    firstPartyConnectedAppsAllowedType: "ALL_ALLOWED",
    allowedFirstPartyConnectedApps: [],
    thirdPartyConnectedAppsAllowedType: "RESTRICTED",
    allowedThirdPartyConnectedApps: [CLIENT_A],
    projectId: "project-test-1",
    resolvedOrganizationId: "id-of-access",
  });
  const access = new OrganizationConnectedApps("access", LEAST);
  expect(await resolved(access.organizationId)).toBe("acme");
  expect(await resolved(access.firstPartyConnectedAppsAllowedType)).toBe("ALL_ALLOWED");
  expect(await resolved(access.allowedFirstPartyConnectedApps)).toEqual([]);
  expect(await resolved(access.thirdPartyConnectedAppsAllowedType)).toBe("RESTRICTED");
  expect(await resolved(access.allowedThirdPartyConnectedApps)).toEqual([CLIENT_A]);
  expect(await resolved(access.projectId)).toBe("project-test-1");
  expect(await resolved(access.resolvedOrganizationId)).toBe("id-of-access");
});
