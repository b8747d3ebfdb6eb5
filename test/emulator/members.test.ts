import { describe, expect, it } from "vitest";
import { type Api, createApi, refusal } from "./_api.ts";
import { createMember, createOrganization, joinOrganization } from "./_people.ts";
import { assertValidObject, assertValidResponse } from "./_schemas.ts";

const ORGANIZATIONS = "/v1/b2b/organizations";
const MEMBERS = `${ORGANIZATIONS}/{organization_id}/members`;
const VALID = { email_address: "ada@example.com" };

async function start() {
  const api = createApi().as("b2b");
  const { organization_id } = await createOrganization(api, { organization_slug: "acme" });
  return { api, organization_id, path: `${ORGANIZATIONS}/${organization_id}/members` };
}

describe("POST …/members", () => {
  it("makes an active member, whose organization may be named by its slug", async () => {
    const { api, organization_id } = await start();
    const body = { ...VALID, name: "Ada", roles: ["editor"] };
    const response = await api.call("POST", `${ORGANIZATIONS}/acme/members`, body);
    assertValidResponse(`POST ${MEMBERS}`, response.body);
    expect(response.body.member).toMatchObject({
      organization_id,
      name: "Ada",
      status: "active",
      is_admin: false,
      roles: [{ role_id: "stytch_member" }, { role_id: "editor" }],
    });
  });

  it.each([
    ["w/o an email address", { email_address: undefined }, "invalid_argument"],
    ["w/ a malformed email address", { email_address: "ada" }, "invalid_email"],
    ["w/ a malformed phone number", { mfa_phone_number: "1" }, "invalid_phone_number"],
    ["w/ a malformed external id", { external_id: "a b" }, "invalid_argument"],
  ])("%s is refused", async (_name, fields, errorType) => {
    const { api, path } = await start();
    const response = await api.call("POST", path, { ...VALID, ...fields });
    expect(response).toMatchObject(refusal(400, errorType));
  });

  it.each([
    ["email address", { email_address: "ADA@example.com" }, "duplicate_member_email"],
    [
      "external id",
      { email_address: "b@example.com", external_id: "x" },
      "duplicate_member_external_id",
    ],
  ])(
    "w/ the %s of another member is refused, in that organization only",
    async (_n, fields, type) => {
      const { api, organization_id, path } = await start();
      await createMember(api, organization_id, { ...VALID, external_id: "x" });
      expect(await api.call("POST", path, fields)).toMatchObject(refusal(400, type));
      const other = await createOrganization(api);
      await createMember(api, other.organization_id, fields);
    },
  );

  it("in an unknown organization is 404", async () => {
    const { api } = await start();
    const response = await api.call("POST", `${ORGANIZATIONS}/unknown/members`, VALID);
    expect(response).toMatchObject(refusal(404, "organization_not_found"));
  });
});

describe("GET …/member", () => {
  it.each([
    ["member id", (id: string) => `member_id=${id}`],
    ["external id", () => "member_id=ext"],
    ["email address", () => "email_address=ADA%40example.com"],
  ])("GET finds by %s", async (_name, query) => {
    const { api, organization_id } = await start();
    const { member_id } = await createMember(api, organization_id, {
      ...VALID,
      external_id: "ext",
    });
    const path = `${ORGANIZATIONS}/${organization_id}/member?${query(member_id)}`;
    const { body } = await api.call("GET", path);
    assertValidResponse(`GET ${ORGANIZATIONS}/{organization_id}/member`, body);
    expect(body.member_id).toBe(member_id);
  });

  it.each([
    ["neither", ""],
    ["both", "?member_id=x&email_address=ada%40example.com"],
  ])("w/ %s of them is refused", async (_name, query) => {
    const { api, organization_id } = await start();
    const response = await api.call("GET", `${ORGANIZATIONS}/${organization_id}/member${query}`);
    expect(response).toMatchObject(refusal(400, "invalid_member_get_fields"));
  });

  it("does not find a member of another organization", async () => {
    const { api, organization_id } = await start();
    const { member_id } = await createMember(api, organization_id, VALID);
    const other = await createOrganization(api);
    const path = `${ORGANIZATIONS}/${other.organization_id}/member?member_id=${member_id}`;
    expect(await api.call("GET", path)).toMatchObject(refusal(404, "member_not_found"));
  });

  it("dangerously_get works without naming an organization", async () => {
    const { api, organization_id } = await start();
    const { member_id } = await createMember(api, organization_id, VALID);
    const { body } = await api.call("GET", `${ORGANIZATIONS}/members/dangerously_get/${member_id}`);
    assertValidResponse(`GET ${ORGANIZATIONS}/members/dangerously_get/{member_id}`, body);
    expect(body.organization).toMatchObject({ organization_id });
  });
});

describe("PUT and DELETE …/members/{member_id}", () => {
  it("PUT changes what it names", async () => {
    const { api, organization_id, path } = await start();
    const { member_id } = await createMember(api, organization_id, { ...VALID, name: "Ada" });
    const changes = { roles: ["stytch_admin"], mfa_phone_number: "+12025550162" };
    const { body } = await api.call("PUT", `${path}/${member_id}`, changes);
    assertValidObject("api_organization_v1_Member", body.member);
    expect(body.member).toMatchObject({
      name: "Ada",
      is_admin: true,
      mfa_phone_number: "+12025550162",
    });
  });

  it("PUT refuses the email address of another member, not its own", async () => {
    const { api, organization_id, path } = await start();
    const { member_id } = await createMember(api, organization_id, VALID);
    await createMember(api, organization_id, { email_address: "b@example.com" });
    const put = (email_address: string) =>
      api.call("PUT", `${path}/${member_id}`, { email_address });
    expect((await put("Ada@example.com")).status).toBe(200);
    expect(await put("b@example.com")).toMatchObject(refusal(400, "duplicate_member_email"));
  });

  it("DELETE removes the member with every session", async () => {
    const api = createApi().as("b2b");
    const { organization_id, member_id, session_token } = await joinOrganization(api);
    const path = `${ORGANIZATIONS}/${organization_id}/members/${member_id}`;
    const { body } = await api.call("DELETE", path);
    assertValidResponse(`DELETE ${MEMBERS}/{member_id}`, body);
    const session = await api.call("POST", "/v1/b2b/sessions/authenticate", { session_token });
    expect(session).toMatchObject(refusal(404, "session_not_found"));
    expect(await api.call("DELETE", path)).toMatchObject(refusal(404, "member_not_found"));
  });
});

describe("POST …/members/search", () => {
  const search = (api: Api, body: object) =>
    api.call("POST", `${ORGANIZATIONS}/members/search`, body);

  it("finds the members of the named organizations only, by email address", async () => {
    const { api, organization_id } = await start();
    const { member_id } = await createMember(api, organization_id, VALID);
    await createMember(api, organization_id);
    await createMember(api, (await createOrganization(api)).organization_id, VALID);
    const { body } = await search(api, {
      organization_ids: ["acme"],
      query: {
        operator: "AND",
        operands: [{ filter_name: "member_emails", filter_value: [VALID.email_address] }],
      },
    });
    expect(body).toMatchObject({
      members: [{ member_id }],
      organizations: { [organization_id]: { organization_slug: "acme" } },
      results_metadata: { total: 1, next_cursor: null },
    });
    assertValidObject("api_organization_v1_Member", Object(body.members)[0]);
  });

  it.each([
    ["w/o organizations", { organization_ids: [] }, 400, "invalid_argument"],
    ["w/ an unknown organization", { organization_ids: ["x"] }, 404, "organization_not_found"],
    [
      "w/ a filter that is not emulated",
      {
        organization_ids: ["acme"],
        query: { operator: "AND", operands: [{ filter_name: "x", filter_value: "y" }] },
      },
      400,
      "member_search_filter_name_not_recognized",
    ],
  ])("%s is refused", async (_name, body, status, errorType) => {
    const { api } = await start();
    expect(await search(api, body)).toMatchObject(refusal(status, errorType));
  });
});
