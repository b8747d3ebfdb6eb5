import { describe, expect, it } from "vitest";
import { type Api, createApi, refusal } from "./_api.ts";
import { createOrganization, joinOrganization } from "./_people.ts";
import { assertValidResponse } from "./_schemas.ts";

const ORGANIZATIONS = "/v1/b2b/organizations";
const ONE = `${ORGANIZATIONS}/{organization_id}`;
const VALID = { organization_name: "Acme Inc." };

const b2b = (): Api => createApi().as("b2b");

describe("POST /v1/b2b/organizations", () => {
  it("fills in the defaults and a slug made of the name", async () => {
    const { body } = await b2b().call("POST", ORGANIZATIONS, VALID);
    assertValidResponse(`POST ${ORGANIZATIONS}`, body);
    expect(body.organization).toMatchObject({
      organization_name: "Acme Inc.",
      organization_slug: "acme-inc",
      first_party_connected_apps_allowed_type: "ALL_ALLOWED",
      third_party_connected_apps_allowed_type: "ALL_ALLOWED",
      mfa_policy: "OPTIONAL",
    });
  });

  it("makes another slug of a name that is taken", async () => {
    const api = b2b();
    await createOrganization(api, VALID);
    expect((await createOrganization(api, VALID)).organization_slug).toBe("acme-inc-2");
  });

  it("keeps the four settings for connected apps", async () => {
    const settings = {
      first_party_connected_apps_allowed_type: "RESTRICTED",
      allowed_first_party_connected_apps: ["connected-app-test-1"],
      third_party_connected_apps_allowed_type: "NOT_ALLOWED",
      allowed_third_party_connected_apps: ["connected-app-test-2"],
    };
    const api = b2b();
    const organization = await createOrganization(api, settings);
    expect(organization).toMatchObject(settings);
  });

  it.each([
    ["w/o a name", { organization_name: undefined }, "invalid_argument"],
    ["w/ an empty name", { organization_name: "" }, "invalid_organization_name"],
    [
      "w/ a name of 129 characters",
      { organization_name: "x".repeat(129) },
      "invalid_organization_name",
    ],
    ["w/ a slug of one character", { organization_slug: "x" }, "invalid_organization_slug"],
    ["w/ a slug with a space", { organization_slug: "a b" }, "invalid_organization_slug"],
    ["w/ a malformed external id", { organization_external_id: "a b" }, "invalid_argument"],
    [
      "w/ an unknown allowed type",
      { first_party_connected_apps_allowed_type: "ALL" },
      "invalid_argument",
    ],
    ["w/ an unknown MFA policy", { mfa_policy: "ALWAYS" }, "invalid_argument"],
  ])("%s is refused", async (_name, fields, errorType) => {
    const response = await b2b().call("POST", ORGANIZATIONS, { ...VALID, ...fields });
    expect(response).toMatchObject(refusal(400, errorType));
  });

  it.each([
    ["slug", { organization_slug: "taken" }, "organization_slug_already_used"],
    ["external id", { organization_external_id: "taken" }, "organization_external_id_already_used"],
  ])("w/ the %s of another organization is refused", async (_name, fields, errorType) => {
    const api = b2b();
    await createOrganization(api, fields);
    const response = await api.call("POST", ORGANIZATIONS, { ...VALID, ...fields });
    expect(response).toMatchObject(refusal(400, errorType));
  });

  it("with consumer credentials is refused", async () => {
    const response = await createApi().call("POST", ORGANIZATIONS, VALID);
    expect(response).toMatchObject(refusal(400, "invalid_b2b_endpoint"));
  });
});

describe("/v1/b2b/organizations/{organization_id}", () => {
  it("GET finds by id, slug and external id", async () => {
    const api = b2b();
    const names = { organization_slug: "acme", organization_external_id: "ext" };
    const { organization_id } = await createOrganization(api, names);
    for (const id of [organization_id, "acme", "ext"]) {
      const { body } = await api.call("GET", `${ORGANIZATIONS}/${id}`);
      assertValidResponse(`GET ${ONE}`, body);
      expect(body.organization).toMatchObject({ organization_id });
    }
  });

  it("PUT changes what it names", async () => {
    const api = b2b();
    const { organization_id } = await createOrganization(api, { organization_slug: "acme" });
    const changes = { third_party_connected_apps_allowed_type: "NOT_ALLOWED" };
    const { body } = await api.call("PUT", `${ORGANIZATIONS}/${organization_id}`, changes);
    assertValidResponse(`PUT ${ONE}`, body);
    expect(body.organization).toMatchObject({ organization_slug: "acme", ...changes });
  });

  it("PUT refuses the slug of another organization, not its own", async () => {
    const api = b2b();
    const { organization_id } = await createOrganization(api, { organization_slug: "mine" });
    await createOrganization(api, { organization_slug: "theirs" });
    const put = (organization_slug: string) =>
      api.call("PUT", `${ORGANIZATIONS}/${organization_id}`, { organization_slug });
    expect((await put("mine")).status).toBe(200);
    expect(await put("theirs")).toMatchObject(refusal(400, "organization_slug_already_used"));
  });

  it("DELETE removes the organization, its members and their sessions", async () => {
    const api = b2b();
    const { organization_id, member_id, session_token } = await joinOrganization(api);
    const { body } = await api.call("DELETE", `${ORGANIZATIONS}/${organization_id}`);
    assertValidResponse(`DELETE ${ONE}`, body);
    const session = await api.call("POST", "/v1/b2b/sessions/authenticate", { session_token });
    expect(session).toMatchObject(refusal(404, "session_not_found"));
    const member = await api.call("GET", `${ORGANIZATIONS}/members/dangerously_get/${member_id}`);
    expect(member).toMatchObject(refusal(404, "member_not_found"));
  });

  it.each(["GET", "PUT", "DELETE"])("%s of an unknown organization is 404", async (method) => {
    const body = method === "PUT" ? {} : undefined;
    const response = await b2b().call(method, `${ORGANIZATIONS}/unknown`, body);
    expect(response).toMatchObject(refusal(404, "organization_not_found"));
  });
});
