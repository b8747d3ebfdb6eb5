import { createHash, pbkdf2Sync, scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Api, createApi, refusal } from "./_api.ts";
import { createOrganization, joinOrganization, MIGRATED, PASSWORD, signUp } from "./_people.ts";
import { assertValidAnswer, assertValidObject } from "./_schemas.ts";

const PASSWORDS = "/v1/passwords";
const B2B = "/v1/b2b/passwords";
const EMAIL = "ada@example.com";
const SALT = Buffer.from("salt and pepper!");
const salt = SALT.toString("base64");

function digest(algorithm: string, text: string) {
  return createHash(algorithm).update(text).digest("hex");
}

const SCRYPT = {
  hash_type: "scrypt",
  hash: scryptSync(PASSWORD, SALT, 32, { N: 1024, r: 8, p: 2 }).toString("base64"),
  scrypt_config: { salt, n_parameter: 1024, r_parameter: 8, p_parameter: 2, key_length: 32 },
};
const PBKDF2 = {
  hash_type: "pbkdf_2",
  hash: pbkdf2Sync(PASSWORD, SALT, 100, 20, "sha256").toString("base64"),
  pbkdf_2_config: { salt, iteration_amount: 100, key_length: 20 },
};

describe("POST /v1/passwords", () => {
  it("makes a user and, w/ session_duration_minutes, a session", async () => {
    const answer = await createApi().call("POST", PASSWORDS, {
      email: EMAIL,
      password: PASSWORD,
      session_duration_minutes: 5,
      name: { first_name: "Ada" },
    });
    assertValidAnswer(`POST ${PASSWORDS}`, answer.body);
    expect(answer.body).toMatchObject({
      user: { name: { first_name: "Ada" } },
      session: { authentication_factors: [{ type: "password", delivery_method: "knowledge" }] },
    });
    expect(answer.text).not.toContain(PASSWORD);
  });

  it("makes no session w/o session_duration_minutes", async () => {
    const { body } = await createApi().call("POST", PASSWORDS, {
      email: EMAIL,
      password: PASSWORD,
    });
    assertValidAnswer(`POST ${PASSWORDS}`, body);
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

  it("that is refused leaves no user behind", async () => {
    const api = createApi();
    const valid = { email: EMAIL, password: PASSWORD };
    await api.call("POST", PASSWORDS, { ...valid, session_duration_minutes: 4 });
    expect((await api.call("POST", PASSWORDS, valid)).status).toBe(200);
  });

  it("w/ the email of another user is refused", async () => {
    const api = createApi();
    const { email } = await signUp(api);
    const answer = await api.call("POST", PASSWORDS, { email, password: PASSWORD });
    expect(answer).toMatchObject(refusal(400, "duplicate_email"));
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
    assertValidAnswer(`POST ${PASSWORDS}/authenticate`, body);
    expect(body).toMatchObject({ user_id, session: { user_id } });
  });

  it("w/ a session extends that one", async () => {
    const api = createApi();
    const { email, session, session_token } = await signUp(api);
    const { body } = await authenticate(api, { email, password: PASSWORD, session_token });
    expect(body).toMatchObject({ session: { session_id: session.session_id }, session_token });
    expect(Object(body.session).authentication_factors).toHaveLength(1);
  });

  it("w/ the session of somebody else is refused", async () => {
    const api = createApi();
    const { email } = await signUp(api);
    const { session_token } = await signUp(api);
    const answer = await authenticate(api, { email, password: PASSWORD, session_token });
    expect(answer).toMatchObject(refusal(400, "user_id_mismatch"));
  });

  it.each([
    ["a wrong password", { password: "wrong password" }, 401, "unauthorized_credentials"],
    ["an unknown email", { email: "nobody@example.com" }, 404, "email_not_found"],
  ])("w/ %s is refused", async (_name, fields, status, errorType) => {
    const api = createApi();
    const { email } = await signUp(api);
    const answer = await authenticate(api, { email, password: PASSWORD, ...fields });
    expect(answer).toMatchObject(refusal(status, errorType));
  });

  it("of a user without password is refused", async () => {
    const api = createApi();
    await api.call("POST", "/v1/users", { email: EMAIL });
    const answer = await authenticate(api, { email: EMAIL, password: PASSWORD });
    expect(answer).toMatchObject(refusal(400, "no_user_password"));
  });
});

describe("POST /v1/passwords/migrate", () => {
  it.each<[string, Record<string, unknown>]>([
    ["md_5", { hash: digest("md5", PASSWORD) }],
    ["sha_1", { hash: digest("sha1", PASSWORD) }],
    ["sha_512", { hash: digest("sha512", PASSWORD).toUpperCase() }],
    [
      "md_5 w/ salts",
      {
        hash_type: "md_5",
        hash: digest("md5", `before${PASSWORD}after`),
        md_5_config: { prepend_salt: "before", append_salt: "after" },
      },
    ],
    ["scrypt", SCRYPT],
    ["pbkdf_2", PBKDF2],
    [
      "pbkdf_2 w/ sha512",
      {
        ...PBKDF2,
        hash: pbkdf2Sync(PASSWORD, SALT, 100, 20, "sha512").toString("base64"),
        pbkdf_2_config: { ...PBKDF2.pbkdf_2_config, algorithm: "sha512" },
      },
    ],
  ])("of a %s hash lets the password in, and no other", async (name, fields) => {
    const api = createApi();
    const request = { email: EMAIL, hash_type: name, ...fields };
    const { body } = await api.call("POST", `${PASSWORDS}/migrate`, request);
    assertValidObject("api_user_v1_User", body.user);
    expect(body.user_created).toBe(true);
    const authenticate = (password: string) =>
      api.call("POST", `${PASSWORDS}/authenticate`, { email: EMAIL, password });
    expect((await authenticate(PASSWORD)).status).toBe(200);
    expect((await authenticate(`${PASSWORD}!`)).status).toBe(401);
  });

  it("of a phpass hash lets the password in", async () => {
    const api = createApi();
    // The test vector that comes with phpass.
    const request = {
      email: EMAIL,
      hash_type: "phpass",
      hash: "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0",
    };
    await api.call("POST", `${PASSWORDS}/migrate`, request);
    const authenticate = (password: string) =>
      api.call("POST", `${PASSWORDS}/authenticate`, { email: EMAIL, password });
    expect((await authenticate("test12345")).status).toBe(200);
    expect((await authenticate("test12346")).status).toBe(401);
  });

  it("gives a known user the password", async () => {
    const api = createApi();
    const { body: created } = await api.call("POST", "/v1/users", { email: EMAIL });
    const request = { email: EMAIL, ...MIGRATED, set_email_verified: true };
    const { body } = await api.call("POST", `${PASSWORDS}/migrate`, request);
    expect(body).toMatchObject({
      user_id: created.user_id,
      user_created: false,
      user: { emails: [{ verified: true }] },
    });
  });

  it("of a user with a password is refused", async () => {
    const api = createApi();
    const { email } = await signUp(api);
    const answer = await api.call("POST", `${PASSWORDS}/migrate`, { email, ...MIGRATED });
    expect(answer).toMatchObject(refusal(400, "password_already_exists"));
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["an unknown type", { hash_type: "rot_13" }, "invalid_hash_type"],
    ["bcrypt, which is not emulated,", { hash_type: "bcrypt" }, "invalid_hash_type"],
    ["argon2, which is not emulated,", { hash_type: "argon_2id" }, "invalid_hash_type"],
    ["md_5 of another length", { hash_type: "md_5" }, "invalid_md_5_hash"],
    ["sha_1 of another length", { hash_type: "sha_1" }, "invalid_sha_1_hash"],
    ["sha_512 that is not hexadecimal", { hash: "x".repeat(128) }, "invalid_sha_512_hash"],
    ["scrypt w/o parameters", { ...SCRYPT, scrypt_config: undefined }, "invalid_scrypt_parameters"],
    ["scrypt that is not base64", { ...SCRYPT, hash: "%" }, "invalid_base64_scrypt_hash"],
    [
      "scrypt w/ a salt that is not base64",
      { ...SCRYPT, scrypt_config: { ...SCRYPT.scrypt_config, salt: "%" } },
      "invalid_base64_scrypt_salt",
    ],
    [
      "scrypt w/ an n that is no power of two",
      { ...SCRYPT, scrypt_config: { ...SCRYPT.scrypt_config, n_parameter: 1000 } },
      "invalid_scrypt_n_parameter",
    ],
    [
      "scrypt w/ r = 0",
      { ...SCRYPT, scrypt_config: { ...SCRYPT.scrypt_config, r_parameter: 0 } },
      "invalid_scrypt_parameters",
    ],
    [
      "scrypt of another length",
      { ...SCRYPT, scrypt_config: { ...SCRYPT.scrypt_config, key_length: 31 } },
      "scrypt_key_length_mismatch",
    ],
    ["pbkdf_2 that is not base64", { ...PBKDF2, hash: "%" }, "invalid_pbkdf_2_hash"],
    ["pbkdf_2 w/o parameters", { ...PBKDF2, pbkdf_2_config: undefined }, "invalid_pbkdf_2_salt"],
    [
      "pbkdf_2 w/o iterations",
      { ...PBKDF2, pbkdf_2_config: { ...PBKDF2.pbkdf_2_config, iteration_amount: 0 } },
      "invalid_pbkdf_2_iteration_amount",
    ],
    [
      "pbkdf_2 w/ sha1",
      { ...PBKDF2, pbkdf_2_config: { ...PBKDF2.pbkdf_2_config, algorithm: "sha1" } },
      "invalid_pbkdf_2_algorithm",
    ],
    [
      "pbkdf_2 of another length",
      { ...PBKDF2, pbkdf_2_config: { ...PBKDF2.pbkdf_2_config, key_length: 19 } },
      "pbkdf_2_key_length_mismatch",
    ],
    [
      "phpass w/ another prefix",
      { hash_type: "phpass", hash: "$X$9" },
      "invalid_phpass_hash_prefix",
    ],
    [
      "phpass that is too short",
      { hash_type: "phpass", hash: "$P$9" },
      "invalid_phpass_hash_format",
    ],
  ])("of %s is refused", async (_name, fields, errorType) => {
    const request = { email: EMAIL, ...MIGRATED, ...fields };
    const answer = await createApi().call("POST", `${PASSWORDS}/migrate`, request);
    expect(answer).toMatchObject(refusal(400, errorType));
  });
});

describe("POST /v1/b2b/passwords/migrate and authenticate", () => {
  const authenticate = (api: Api, body: object) => api.call("POST", `${B2B}/authenticate`, body);

  it("make a member and log them in for an hour", async () => {
    const api = createApi().as("b2b");
    const { organization_id } = await createOrganization(api, { organization_slug: "acme" });
    const person = { organization_id: "acme", email_address: EMAIL };
    const migrated = await api.call("POST", `${B2B}/migrate`, { ...person, ...MIGRATED });
    assertValidAnswer(`POST ${B2B}/migrate`, migrated.body);
    expect(migrated.body).toMatchObject({
      member_created: true,
      member: { organization_id, email_address_verified: true },
    });
    const { body } = await authenticate(api, { ...person, password: PASSWORD });
    assertValidAnswer(`POST ${B2B}/authenticate`, body);
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

  it("authenticate where passwords are not allowed is refused", async () => {
    const api = createApi().as("b2b");
    const { organization_id, email_address } = await joinOrganization(api);
    await api.call("PUT", `/v1/b2b/organizations/${organization_id}`, {
      auth_methods: "RESTRICTED",
      allowed_auth_methods: ["sso"],
    });
    const answer = await authenticate(api, { organization_id, email_address, password: PASSWORD });
    const errorType = "operation_restricted_by_organization_auth_methods";
    expect(answer).toMatchObject(refusal(400, errorType));
  });

  it("authenticate gives no session where a second factor is due", async () => {
    const api = createApi().as("b2b");
    const { organization_id, email_address } = await joinOrganization(api);
    const path = `/v1/b2b/organizations/${organization_id}`;
    await api.call("PUT", path, { mfa_policy: "REQUIRED_FOR_ALL" });
    const login = { organization_id, email_address, password: PASSWORD };
    const { body } = await authenticate(api, login);
    assertValidAnswer(`POST ${B2B}/authenticate`, body);
    expect(body).toMatchObject({ member_authenticated: false, session_token: "", session_jwt: "" });
    expect(body.intermediate_session_token).not.toBe("");
  });
});
