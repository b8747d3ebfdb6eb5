import { describe, expect, it } from "vitest";
import { type Api, createApi, refusal } from "./_api.ts";
import { signUp } from "./_people.ts";
import { assertValidObject, assertValidResponse } from "./_schemas.ts";

const USERS = "/v1/users";
const VALID = { email: "ada@example.com", name: { first_name: "Ada", last_name: "Lovelace" } };

async function createUser(api: Api, fields: Record<string, unknown> = {}) {
  const { body } = await api.call("POST", USERS, { ...VALID, ...fields });
  assertValidResponse(`POST ${USERS}`, body);
  return body as { user_id: string; user: Record<string, unknown> };
}

describe("POST /v1/users", () => {
  it("makes an active user", async () => {
    const { user } = await createUser(createApi(), { trusted_metadata: { tier: 1, gone: null } });
    expect(user).toMatchObject({
      status: "active",
      emails: [{ email: VALID.email, verified: false }],
      name: { first_name: "Ada", middle_name: "", last_name: "Lovelace" },
      trusted_metadata: { tier: 1 },
      password: null,
    });
    expect(user.trusted_metadata).not.toHaveProperty("gone");
  });

  it("makes a pending user w/ create_user_as_pending, and one w/ a phone number only", async () => {
    const api = createApi();
    const pending = await createUser(api, { create_user_as_pending: true });
    expect(pending.user.status).toBe("pending");
    const body = { phone_number: "+12025550162" };
    const response = await api.call("POST", USERS, body);
    assertValidResponse(`POST ${USERS}`, response.body);
    expect(response.body).toMatchObject({ email_id: "", user: { phone_numbers: [body] } });
  });

  it.each([
    ["w/o email and phone number", { email: undefined }, "invalid_argument"],
    ["w/ a malformed email", { email: "ada" }, "invalid_email"],
    ["w/ a malformed phone number", { phone_number: "0123" }, "invalid_phone_number"],
    ["w/ a malformed external id", { external_id: "a b" }, "invalid_argument"],
    ["w/ a name that is a text", { name: "Ada" }, "invalid_argument"],
  ])("%s is refused", async (_name, fields, errorType) => {
    const response = await createApi().call("POST", USERS, { ...VALID, ...fields });
    expect(response).toMatchObject(refusal(400, errorType));
  });

  it.each([
    ["email", { email: "ADA@example.com" }, "duplicate_email"],
    [
      "phone number",
      { email: "b@example.com", phone_number: "+12025550162" },
      "duplicate_phone_number",
    ],
    ["external id", { email: "b@example.com", external_id: "ext" }, "duplicate_user_external_id"],
  ])("w/ the %s of another user is refused", async (_name, fields, errorType) => {
    const api = createApi();
    await createUser(api, { phone_number: "+12025550162", external_id: "ext" });
    expect(await api.call("POST", USERS, fields)).toMatchObject(refusal(400, errorType));
  });

  it("with B2B credentials is refused", async () => {
    const response = await createApi().as("b2b").call("POST", USERS, VALID);
    expect(response).toMatchObject(refusal(400, "invalid_consumer_endpoint"));
  });

  it("without credentials is refused", async () => {
    const response = await createApi().call("POST", USERS, VALID, { authorization: "" });
    expect(response).toMatchObject(refusal(401, "unauthorized_credentials"));
  });
});

describe("/v1/users/{user_id}", () => {
  it("GET finds the user by id and by external id", async () => {
    const api = createApi();
    const { user_id } = await createUser(api, { external_id: "ext-1" });
    for (const id of [user_id, "ext-1"]) {
      const { body } = await api.call("GET", `${USERS}/${id}`);
      assertValidResponse(`GET ${USERS}/{user_id}`, body);
      expect(body.user_id).toBe(user_id);
    }
  });

  it("PUT changes what it names, and null takes metadata away", async () => {
    const api = createApi();
    const { user_id } = await createUser(api, { trusted_metadata: { a: 1, b: 2 } });
    const changes = { name: { last_name: "King" }, trusted_metadata: { a: null, c: 3 } };
    const { body } = await api.call("PUT", `${USERS}/${user_id}`, changes);
    assertValidObject("api_user_v1_User", body.user);
    expect(body.user).toMatchObject({
      name: { first_name: "Ada", last_name: "King" },
      trusted_metadata: { b: 2, c: 3 },
    });
    const { body: read } = await api.call("GET", `${USERS}/${user_id}`);
    expect(read.name).toEqual(Object(body.user).name);
  });

  it("PUT keeps the user's own external id and refuses that of another", async () => {
    const api = createApi();
    const { user_id } = await createUser(api, { external_id: "mine" });
    await createUser(api, { email: "b@example.com", external_id: "theirs" });
    const put = (external_id: string) => api.call("PUT", `${USERS}/${user_id}`, { external_id });
    expect((await put("mine")).status).toBe(200);
    expect(await put("theirs")).toMatchObject(refusal(400, "duplicate_user_external_id"));
  });

  it("DELETE removes the user with every session", async () => {
    const api = createApi();
    const { user_id, session_token } = await signUp(api);
    const { body } = await api.call("DELETE", `${USERS}/${user_id}`);
    assertValidResponse(`DELETE ${USERS}/{user_id}`, body);
    const session = await api.call("POST", "/v1/sessions/authenticate", { session_token });
    expect(session).toMatchObject(refusal(404, "session_not_found"));
  });

  it.each(["GET", "PUT", "DELETE"])("%s of an unknown user is 404", async (method) => {
    const body = method === "PUT" ? {} : undefined;
    const response = await createApi().call(method, `${USERS}/user-test-unknown`, body);
    expect(response).toMatchObject(refusal(404, "user_not_found"));
  });
});

describe("POST /v1/users/search", () => {
  const operand = (filter_name: string, filter_value: unknown) => ({
    query: { operator: "AND", operands: [{ filter_name, filter_value }] },
  });

  it("finds by email address, whatever its case", async () => {
    const api = createApi();
    const { user_id } = await createUser(api);
    await createUser(api, { email: "b@example.com" });
    const search = operand("email_address", ["ADA@example.com"]);
    const { body } = await api.call("POST", `${USERS}/search`, search);
    expect(body).toMatchObject({ results: [{ user_id }], results_metadata: { total: 1 } });
  });

  it("finds either w/ OR, both or none w/ AND", async () => {
    const api = createApi();
    await createUser(api);
    await createUser(api, { email: "b@example.com" });
    const operands = ["ada@example.com", "b@example.com"].map((email) => ({
      filter_name: "email_address",
      filter_value: [email],
    }));
    const total = async (operator: string) => {
      const response = await api.call("POST", `${USERS}/search`, { query: { operator, operands } });
      return Object(response.body.results_metadata).total;
    };
    expect(await total("OR")).toBe(2);
    expect(await total("AND")).toBe(0);
  });

  it("pages through all users", async () => {
    const api = createApi();
    for (const name of ["a", "b", "c"]) await createUser(api, { email: `${name}@example.com` });
    const first = await api.call("POST", `${USERS}/search`, { limit: 2 });
    expect(first.body.results).toHaveLength(2);
    const cursor = Object(first.body.results_metadata).next_cursor;
    const last = await api.call("POST", `${USERS}/search`, { limit: 2, cursor });
    expect(last.body).toMatchObject({
      results: [{ emails: [{ email: "c@example.com" }] }],
      results_metadata: { total: 3, next_cursor: null },
    });
  });

  it.each([
    ["a filter that is not emulated", "full_name_fuzzy", "user_search_filter_name_not_recognized"],
    ["a filter of the prototype", "constructor", "user_search_filter_name_not_recognized"],
  ])("w/ %s is refused", async (_name, filter, errorType) => {
    const response = await createApi().call("POST", `${USERS}/search`, operand(filter, "x"));
    expect(response).toMatchObject(refusal(400, errorType));
  });

  it("w/ a filter value of the wrong type is refused", async () => {
    const response = await createApi().call("POST", `${USERS}/search`, operand("status", 1));
    expect(response).toMatchObject(refusal(400, "invalid_argument"));
  });
});
