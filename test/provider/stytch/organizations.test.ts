import { describe, expect, test } from "vitest";
import { createStytchApi } from "../../../provider/src/stytch/client.ts";
import { CLIENT_A, CLIENT_B } from "../_organization.ts";
import { expectHidden, failureOf } from "../_secrets.ts";
import { json, serveHttp } from "../_server.ts";

const ID = "organization-test-1";
const FIELDS = {
  firstPartyConnectedAppsAllowedType: "RESTRICTED",
  allowedFirstPartyConnectedApps: [CLIENT_A, CLIENT_B],
  thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED",
  allowedThirdPartyConnectedApps: [],
};
const ORGANIZATION = {
  organization_id: ID,
  organization_name: "canary-name",
  first_party_connected_apps_allowed_type: "RESTRICTED",
  allowed_first_party_connected_apps: [CLIENT_A, CLIENT_B],
  third_party_connected_apps_allowed_type: "NOT_ALLOWED",
  allowed_third_party_connected_apps: [],
};

async function serving(body: unknown) {
  const server = await serveHttp((_n, response) => json(response, 200, body));
  return { server, api: createStytchApi(server.settings) };
}

const get = async (organization: unknown) =>
  (await serving({ organization })).api.getOrganizationConnectedApps(ID);

test("an update sends these bytes: the four fields, and none of the others", async () => {
  const { server, api } = await serving({ organization: ORGANIZATION });
  await api.updateOrganizationConnectedApps(ID, { ...FIELDS, organizationName: "Acme" } as never);
  expect(server.requests).toMatchObject([
    {
      method: "PUT",
      url: `/v1/b2b/organizations/${ID}`,
      body:
        '{"first_party_connected_apps_allowed_type":"RESTRICTED",' +
        `"allowed_first_party_connected_apps":["${CLIENT_A}","${CLIENT_B}"],` +
        '"third_party_connected_apps_allowed_type":"NOT_ALLOWED",' +
        '"allowed_third_party_connected_apps":[]}',
    },
  ]);
});

test("a get sends no body, and the id is percent-encoded in both", async () => {
  const { server, api } = await serving({ organization: ORGANIZATION });
  await api.getOrganizationConnectedApps("auth0|a/b");
  await api.updateOrganizationConnectedApps("auth0|a/b", FIELDS);
  const url = "/v1/b2b/organizations/auth0%7Ca%2Fb";
  expect(server.requests).toMatchObject([
    { method: "GET", url, body: "" },
    { method: "PUT", url },
  ]);
});

describe("an organization of a response", () => {
  test("gets our names, and no more than what is ours", async () => {
    expect(await get(ORGANIZATION)).toEqual({ organizationId: ID, ...FIELDS });
  });

  test.each([
    ["null", null],
    ["absent", undefined],
    ["empty", ""],
  ])("types that are %s are Stytch's default", async (_name, type) => {
    const body = {
      ...ORGANIZATION,
      first_party_connected_apps_allowed_type: type,
      third_party_connected_apps_allowed_type: type,
    };
    expect(await get(body)).toMatchObject({
      firstPartyConnectedAppsAllowedType: "ALL_ALLOWED",
      thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
    });
  });

  test.each([null, undefined])("lists may be %s", async (list) => {
    const body = {
      ...ORGANIZATION,
      allowed_first_party_connected_apps: list,
      allowed_third_party_connected_apps: list,
    };
    expect(await get(body)).toMatchObject({
      allowedFirstPartyConnectedApps: [],
      allowedThirdPartyConnectedApps: [],
    });
  });

  test("may have a type that was added later", async () => {
    const body = { ...ORGANIZATION, third_party_connected_apps_allowed_type: "VERIFIED_ONLY" };
    expect((await get(body)).thirdPartyConnectedAppsAllowedType).toBe("VERIFIED_ONLY");
  });

  test.each([
    ["organization", undefined],
    ["organization", []],
    ["organization.organization_id", { ...ORGANIZATION, organization_id: "" }],
    ["organization.organization_id", { ...ORGANIZATION, organization_id: undefined }],
    [
      "organization.first_party_connected_apps_allowed_type",
      { ...ORGANIZATION, first_party_connected_apps_allowed_type: 5 },
    ],
    [
      "organization.allowed_third_party_connected_apps.0",
      { ...ORGANIZATION, allowed_third_party_connected_apps: [5] },
    ],
  ])("without a good %s is ERR_STYTCH_RESPONSE that names the place (%#)", async (path, body) => {
    const error = await failureOf(get(body));
    expect(error).toMatchObject({ code: "ERR_STYTCH_RESPONSE" });
    expect(error.message).toContain(` ${path}: `);
    expectHidden(error, "canary-name", CLIENT_A);
  });
});
