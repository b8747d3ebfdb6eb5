import { describe, expect, it } from "vitest";
import { CLIENTS, createApi, refusal } from "./_api.ts";
import { assertValidResponse } from "./_schemas.ts";

describe("an error", () => {
  it("is compact JSON with five keys in the order of the live API", async () => {
    const { text, headers, body } = await createApi().call("GET", `${CLIENTS}/unknown`);
    expect(text).toBe(JSON.stringify(body));
    expect(headers.get("content-type")).toContain("application/json");
    expect(() => assertValidResponse("", body)).not.toThrow();
  });

  it.each([
    ["consumer", "https://stytch.com/docs/api/errors/404#connected_app_not_found"],
    ["b2b", "https://stytch.com/docs/b2b/api/errors/404#connected_app_not_found"],
  ] as const)("of a %s project links to its own documentation", async (vertical, error_url) => {
    const { body } = await createApi().as(vertical).call("GET", `${CLIENTS}/unknown`);
    expect(body).toMatchObject({ error_url });
  });

  it("has a new request id each time", async () => {
    const api = createApi();
    const one = await api.call("GET", `${CLIENTS}/unknown`);
    const other = await api.call("GET", `${CLIENTS}/unknown`);
    expect(one.body.request_id).not.toBe(other.body.request_id);
  });

  it.each([
    ["GET", "/v1/users"],
    ["PATCH", `${CLIENTS}/x`],
    ["POST", `${CLIENTS}/x`],
    ["GET", `${CLIENTS}/`],
    ["GET", "/v1"],
    ["GET", "/"],
  ])("for %s %s is 404 route_not_found", async (method, path) => {
    expect(await createApi().call(method, path)).toMatchObject(refusal(404, "route_not_found"));
  });
});

describe("a request body", () => {
  const valid = { client_type: "first_party" };

  it.each(["", "{", "client_type=first_party", '{"client_type":"first_party"}}'])(
    "of %j is 400 bad_request",
    async (body) => {
      expect(await createApi().call("POST", CLIENTS, body)).toMatchObject(
        refusal(400, "bad_request"),
      );
    },
  );

  it.each(["[]", "null", '"first_party"', "1"])("of %s is 400 invalid_argument", async (body) => {
    expect(await createApi().call("POST", CLIENTS, body)).toMatchObject(
      refusal(400, "invalid_argument"),
    );
  });

  it.each([
    { client_type: 1 },
    { client_name: 1 },
    { client_name: null },
    { client_description: ["a"] },
    { redirect_urls: "https://app.example.com" },
    { redirect_urls: [1] },
    { redirect_urls: null },
    { post_logout_redirect_urls: {} },
    { full_access_allowed: "true" },
    { bypass_consent_for_offline_access: 0 },
    { access_token_expiry_minutes: "60" },
    { access_token_expiry_minutes: 60.5 },
    { access_token_expiry_minutes: 2 ** 31 },
    { access_token_custom_audience: ["a"] },
    { access_token_template_content: {} },
    { id_token_template_content: {} },
    { logo_url: false },
  ])("with %j is 400 invalid_argument", async (fields) => {
    expect(await createApi().call("POST", CLIENTS, { ...valid, ...fields })).toMatchObject(
      refusal(400, "invalid_argument"),
    );
  });

  it("may have unknown fields", async () => {
    const body = { ...valid, client_id: "mine", surprise: { a: 1 } };
    const response = await createApi().call("POST", CLIENTS, body);
    expect(response.status).toBe(200);
    expect(response.text).not.toContain("surprise");
    expect(response.text).not.toContain("mine");
  });

  it("may come with a charset in its content type", async () => {
    const headers = { "content-type": "application/json; charset=utf-8" };
    expect((await createApi().call("POST", CLIENTS, valid, headers)).status).toBe(200);
  });
});

it("createApp() names every wrong option", () => {
  const wrong = { latencyMs: -1, accessTokenExpiryMinutes: { min: 10, max: 5 } };
  expect(() => createApi(wrong)).toThrow(/accessTokenExpiryMinutes: .*latencyMs: /);
  expect(() => createApi({ projects: { b2b: { projectId: "p" } } })).toThrow(
    "projects.b2b.projectId",
  );
});
