import { createHash, pbkdf2Sync, scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createApi, refusal } from "./_api.ts";
import { MIGRATED, PASSWORD, signUp } from "./_people.ts";
import { assertValidObject } from "./_schemas.ts";

const PASSWORDS = "/v1/passwords";
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
    const response = await api.call("POST", `${PASSWORDS}/migrate`, { email, ...MIGRATED });
    expect(response).toMatchObject(refusal(400, "password_already_exists"));
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["an unknown type", { hash_type: "rot_13" }, "invalid_hash_type"],
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
      "scrypt w/ an n that is not a power of two",
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
    const response = await createApi().call("POST", `${PASSWORDS}/migrate`, request);
    expect(response).toMatchObject(refusal(400, errorType));
  });
});
