import { describe, expect, it } from "vitest";
import { type Api, createApi, refusal } from "./_api.ts";
import { createOrganization, joinOrganization, MIGRATED, PASSWORD, signUp } from "./_people.ts";
import { assertValidResponse } from "./_schemas.ts";

const PASSWORDS = "/v1/passwords";
const B2B = "/v1/b2b/passwords";
const EMAIL = "ada@example.com";

describe("POST /v1/passwords", () => {
  it("makes a user and, w/ session_duration_minutes, a session", async () => {
    const response = await createApi().call("POST", PASSWORDS, {
      email: EMAIL,
      password: PASSWORD,
      session_duration_minutes: 5,
      name: { first_name: "Ada" },
    });
    assertValidResponse(`POST ${PASSWORDS}`, response.body);
    expect(response.body).toMatchObject({
      user: { name: { first_name: "Ada" } },
      session: {
        authentication_factors: [
          {
            type: "password",
            delivery_method: "knowledge",
            email_factor: { email_id: expect.stringMatching(/^email-/), email_address: EMAIL },
          },
        ],
        attributes: { ip_address: "", user_agent: "" },
      },
    });
    expect(response.text).not.toContain(PASSWORD);
  });

  it("makes no session w/o session_duration_minutes", async () => {
    const { body } = await createApi().call("POST", PASSWORDS, {
      email: EMAIL,
      password: PASSWORD,
    });
    assertValidResponse(`POST ${PASSWORDS}`, body);
    expect(body).toMatchObject({ session: null, session_token: "", session_jwt: "" });
  });

  it.each([
    ["w/o a password", { password: undefined }, "invalid_argument"],
    ["w/ a password of 7 characters", { password: "1234567" }, "weak_password"],
    ["w/ a malformed email", { email: "ada" }, "invalid_email"],
    [
      "w/ a session of 4 minutes",
      { session_duration_minutes: 4 },
      "invalid_session_duration_minutes",
    ],
  ])("%s is refused", async (_name, fields, errorType) => {
    const body = { email: EMAIL, password: PASSWORD, ...fields };
    expect(await createApi().call("POST", PASSWORDS, body)).toMatchObject(refusal(400, errorType));
  });

  it("that is refused for its session leaves no user behind", async () => {
    const api = createApi();
    const valid = { email: EMAIL, password: PASSWORD };
    await api.call("POST", PASSWORDS, { ...valid, session_duration_minutes: 4 });
    expect((await api.call("POST", PASSWORDS, valid)).status).toBe(200);
  });

  it("w/ the email of another user is refused", async () => {
    const api = createApi();
    const { email } = await signUp(api);
    const response = await api.call("POST", PASSWORDS, { email, password: PASSWORD });
    expect(response).toMatchObject(refusal(400, "duplicate_email"));
  });
});

describe("POST /v1/passwords/authenticate", () => {
  const authenticate = (api: Api, body: object) =>
    api.call("POST", `${PASSWORDS}/authenticate`, body);

  it("starts a session, whatever the case of the email", async () => {
    const api = createApi();
    const { email, user_id } = await signUp(api);
    const { body } = await authenticate(api, {
      email: email.toUpperCase(),
      password: PASSWORD,
      session_duration_minutes: 5,
    });
    assertValidResponse(`POST ${PASSWORDS}/authenticate`, body);
    expect(body).toMatchObject({ user_id, session: { user_id } });
  });

  it("w/ a session extends that one", async () => {
    const api = createApi();
    const { email, session, session_token } = await signUp(api);
    const { body } = await authenticate(api, { email, password: PASSWORD, session_token });
    expect(body).toMatchObject({ session: { session_id: session.session_id }, session_token });
    expect(Object(body.session).authentication_factors).toHaveLength(1);
  });

  it("w/ the session of someone else is refused", async () => {
    const api = createApi();
    const { email } = await signUp(api);
    const { session_token } = await signUp(api);
    const response = await authenticate(api, { email, password: PASSWORD, session_token });
    expect(response).toMatchObject(refusal(400, "user_id_mismatch"));
  });

  it.each([
    ["a wrong password", { password: "wrong password" }, 401, "unauthorized_credentials"],
    ["an unknown email", { email: "nobody@example.com" }, 404, "email_not_found"],
  ])("w/ %s is refused", async (_name, fields, status, errorType) => {
    const api = createApi();
    const { email } = await signUp(api);
    const response = await authenticate(api, { email, password: PASSWORD, ...fields });
    expect(response).toMatchObject(refusal(status, errorType));
  });

  it("of a user without password is refused", async () => {
    const api = createApi();
    await api.call("POST", "/v1/users", { email: EMAIL });
    const response = await authenticate(api, { email: EMAIL, password: PASSWORD });
    expect(response).toMatchObject(refusal(400, "no_user_password"));
  });
});

describe("POST /v1/b2b/passwords/migrate and authenticate", () => {
  const authenticate = (api: Api, body: object) => api.call("POST", `${B2B}/authenticate`, body);

  it("make a member and log them in for an hour", async () => {
    const api = createApi().as("b2b");
    const { organization_id } = await createOrganization(api, { organization_slug: "acme" });
    const person = { organization_id: "acme", email_address: EMAIL };
    const migrated = await api.call("POST", `${B2B}/migrate`, { ...person, ...MIGRATED });
    assertValidResponse(`POST ${B2B}/migrate`, migrated.body);
    expect(migrated.body).toMatchObject({
      member_created: true,
      member: { organization_id, email_address_verified: true },
    });
    const { body } = await authenticate(api, { ...person, password: PASSWORD });
    assertValidResponse(`POST ${B2B}/authenticate`, body);
    expect(body).toMatchObject({ member_authenticated: true, intermediate_session_token: "" });
    const { started_at, expires_at } = Object(body.member_session);
    expect(Date.parse(expires_at) - Date.parse(started_at)).toBe(3_600_000);
  });

  it.each([
    ["a wrong password", { password: "wrong password" }, 401, "unauthorized_credentials"],
    ["an unknown member", { email_address: "x@example.com" }, 404, "member_not_found"],
    ["an unknown organization", { organization_id: "x" }, 404, "organization_not_found"],
  ])("authenticate w/ %s is refused", async (_name, fields, status, errorType) => {
    const api = createApi().as("b2b");
    const { organization_id, email_address } = await joinOrganization(api);
    const login = { organization_id, email_address, password: PASSWORD, ...fields };
    expect(await authenticate(api, login)).toMatchObject(refusal(status, errorType));
  });

  it("authenticate w/ the session of another member is refused", async () => {
    const api = createApi().as("b2b");
    const { organization_id, email_address } = await joinOrganization(api);
    const { session_token } = await joinOrganization(api);
    const login = { organization_id, email_address, password: PASSWORD, session_token };
    expect(await authenticate(api, login)).toMatchObject(
      refusal(400, "member_session_member_id_mismatch"),
    );
  });

  it("authenticate where passwords are not allowed is refused", async () => {
    const api = createApi().as("b2b");
    const { organization_id, email_address } = await joinOrganization(api);
    await api.call("PUT", `/v1/b2b/organizations/${organization_id}`, {
      auth_methods: "RESTRICTED",
      allowed_auth_methods: ["sso"],
    });
    const response = await authenticate(api, {
      organization_id,
      email_address,
      password: PASSWORD,
    });
    const errorType = "operation_restricted_by_organization_auth_methods";
    expect(response).toMatchObject(refusal(400, errorType));
  });

  it("authenticate gives no session where a second factor is due", async () => {
    const api = createApi().as("b2b");
    const { organization_id, email_address } = await joinOrganization(api);
    const path = `/v1/b2b/organizations/${organization_id}`;
    await api.call("PUT", path, { mfa_policy: "REQUIRED_FOR_ALL" });
    const login = { organization_id, email_address, password: PASSWORD };
    const { body } = await authenticate(api, login);
    assertValidResponse(`POST ${B2B}/authenticate`, body);
    expect(body).toMatchObject({ member_authenticated: false, session_token: "", session_jwt: "" });
    expect(body.intermediate_session_token).not.toBe("");
    expect(body.mfa_required).toEqual({
      member_options: { mfa_phone_number: "", totp_registration_id: "" },
      secondary_auth_initiated: null,
    });
  });
});
