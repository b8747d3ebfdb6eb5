import { describe, expect, it } from "vitest";
import { type Api, createApi, refusal } from "./_api.ts";
import { createMember, createOrganization } from "./_people.ts";

const search = (filter_name: string, filter_value: unknown) => ({
  query: { operator: "AND", operands: [{ filter_name, filter_value }] },
});

const users = (api: Api, body: object) => api.call("POST", "/v1/users/search", body);

describe("filters by a part of a text", () => {
  it.each([
    ["email_address_fuzzy", "DA+1@"],
    ["phone_number_fuzzy", "555"],
  ])("find users: %s", async (name, value) => {
    const api = createApi();
    await api.call("POST", "/v1/users", {
      email: "ada+1@example.com",
      phone_number: "+12025550162",
    });
    await api.call("POST", "/v1/users", { email: "ada+2@example.com" });
    const { body } = await users(api, search(name, value));
    expect(body).toMatchObject({
      results: [{ emails: [{ email: "ada+1@example.com" }] }],
      results_metadata: { total: 1, next_cursor: null },
    });
  });

  it("find members, of the named organizations only", async () => {
    const api = createApi().as("b2b");
    const organizations = [await createOrganization(api), await createOrganization(api)];
    const [organization_id = ""] = organizations.map((one) => one.organization_id);
    for (const { organization_id } of organizations) {
      await createMember(api, organization_id, { email_address: "ada@example.com" });
      await createMember(api, organization_id, { email_address: "b@example.com" });
    }
    const body = { organization_ids: [organization_id], ...search("member_email_fuzzy", "ADA") };
    const found = await api.call("POST", "/v1/b2b/organizations/members/search", body);
    expect(found.body).toMatchObject({
      members: [{ organization_id, email_address: "ada@example.com" }],
      results_metadata: { total: 1 },
    });
  });

  it("are refused if the part is too short or no text", async () => {
    const api = createApi();
    const short = await users(api, search("email_address_fuzzy", "ad"));
    expect(short).toMatchObject(refusal(400, "user_search_email_address_fuzzy_too_short"));
    const list = await users(api, search("email_address_fuzzy", ["ada"]));
    expect(list).toMatchObject(refusal(400, "invalid_argument"));
  });
});
