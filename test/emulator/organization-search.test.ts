import { describe, expect, it } from "vitest";
import { type Api, createApi, refusal } from "./_api.ts";
import { createMember, createOrganization } from "./_people.ts";
import { assertValidObject } from "./_schemas.ts";

const ORGANIZATIONS = "/v1/b2b/organizations";

const operand = (filter_name: string, filter_value: unknown) => ({ filter_name, filter_value });

const query = (...operands: object[]) => ({ query: { operator: "AND", operands } });

const search = (api: Api, body: object) => api.call("POST", `${ORGANIZATIONS}/search`, body);

/** The slugs of what a search finds. */
async function slugs(api: Api, body: object): Promise<string[]> {
  const { organizations } = (await search(api, body)).body;
  return Object(organizations).map((one: { organization_slug: string }) => one.organization_slug);
}

async function start() {
  const api = createApi().as("b2b");
  const { organization_id } = await createOrganization(api, {
    organization_name: "Acme Inc.",
    organization_slug: "acme",
    email_allowed_domains: ["acme.example"],
  });
  await createMember(api, organization_id, { email_address: "ada@acme.example" });
  await createOrganization(api, { organization_name: "Widgets", organization_slug: "wi-acme" });
  return { api, organization_id };
}

describe("POST /v1/b2b/organizations/search", () => {
  it("w/o a query lists all, page by page", async () => {
    const { api } = await start();
    const { body } = await search(api, { limit: 1 });
    for (const one of Object(body.organizations)) {
      assertValidObject("api_organization_v1_Organization", one);
    }
    expect(Object.keys(body).sort()).toEqual(
      ["organizations", "request_id", "results_metadata", "status_code"].sort(),
    );
    assertValidObject("api_connectedapps_v1_ResultsMetadata", body.results_metadata);
    const cursor = Object(body.results_metadata).next_cursor;
    expect((await search(api, { limit: 1, cursor })).body).toMatchObject({
      organizations: [{ organization_slug: "wi-acme" }],
      results_metadata: { total: 2, next_cursor: null },
    });
  });

  it("takes a query w/o operands, which filters nothing", async () => {
    const { api } = await start();
    expect(await slugs(api, { query: { operator: "AND" } })).toEqual(["acme", "wi-acme"]);
  });

  it.each([
    ["organization_slugs", ["ACME", "other"], ["acme"]],
    ["organization_slug_fuzzy", "Acm", ["acme", "wi-acme"]],
    ["organization_name_fuzzy", "me inc", ["acme"]],
    ["member_emails", ["Ada@acme.example"], ["acme"]],
    ["member_email_fuzzy", "ada@", ["acme"]],
    ["allowed_domains", ["acme.example"], ["acme"]],
    ["allowed_domain_fuzzy", "acme", ["acme"]],
    ["claimed_email_domains", ["acme.example"], []],
  ])("filters by %s", async (name, value, found) => {
    const { api } = await start();
    expect(await slugs(api, query(operand(name, value)))).toEqual(found);
  });

  it("filters by organization_ids, and by all filters at once", async () => {
    const { api, organization_id } = await start();
    const byId = operand("organization_ids", [organization_id]);
    expect(await slugs(api, query(byId))).toEqual(["acme"]);
    expect(await slugs(api, query(byId, operand("organization_slugs", ["wi-acme"])))).toEqual([]);
  });

  it.each([
    ["an unknown filter", operand("organization_slug", "acme"), "filter_name_not_recognized"],
    ["a filter of the prototype", operand("constructor", "x"), "filter_name_not_recognized"],
    [
      "too short a part",
      operand("organization_slug_fuzzy", "ac"),
      "organization_slug_fuzzy_too_short",
    ],
  ])("w/ %s is refused", async (_name, filter, problem) => {
    const { api } = await start();
    const response = await search(api, query(filter));
    expect(response).toMatchObject(refusal(400, `organization_search_${problem}`));
  });

  it.each([
    ["several parts", query(operand("organization_slug_fuzzy", ["acme"]))],
    ["a number for texts", query(operand("organization_slugs", 1))],
    ["an unknown operator", { query: { operator: "NOT", operands: [] } }],
    ["a limit of 1001", { limit: 1001 }],
    ["an unknown cursor", { cursor: "unknown" }],
  ])("w/ %s is refused", async (_name, body) => {
    const { api } = await start();
    expect(await search(api, body)).toMatchObject(refusal(400, "invalid_argument"));
  });

  it("with consumer credentials is refused", async () => {
    expect(await search(createApi(), {})).toMatchObject(refusal(400, "invalid_b2b_endpoint"));
  });
});
