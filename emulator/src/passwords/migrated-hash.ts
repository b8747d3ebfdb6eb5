import { z } from "zod";
import type { HashProblem } from "../error-table.ts";
import { apiError } from "../errors.ts";
import type { StoredPassword } from "../state/person.ts";
import { argon2ConfigSchema, readArgon2 } from "./argon2.ts";
import { readBcrypt } from "./bcrypt.ts";
import { isPhpassHash } from "./phpass.ts";

const saltsSchema = z.object({
  prepend_salt: z.string().default(""),
  append_salt: z.string().default(""),
});

/** The fields of a migrate request that describe the hash. Salts are base64 where noted. */
export const hashFields = {
  hash: z.string(),
  hash_type: z.string(),
  md_5_config: saltsSchema.optional(),
  sha_1_config: saltsSchema.optional(),
  sha_512_config: saltsSchema.optional(),
  /** Only for a hash in hexadecimal digits; `salt` as a text. */
  argon_2_config: argon2ConfigSchema.optional(),
  /** `salt` in base64, as is the hash. */
  scrypt_config: z
    .object({
      salt: z.string(),
      n_parameter: z.int32(),
      r_parameter: z.int32(),
      p_parameter: z.int32(),
      key_length: z.int32(),
    })
    .optional(),
  /** `salt` in base64, as is the hash; `algorithm` `sha256` (default) or `sha512`. */
  pbkdf_2_config: z
    .object({
      salt: z.string(),
      iteration_amount: z.int32(),
      key_length: z.int32(),
      algorithm: z.string().default(""),
    })
    .optional(),
};

const hashFieldsSchema = z.object(hashFields);

export type HashFields = z.output<typeof hashFieldsSchema>;

type Kept = Omit<StoredPassword, "passwordId">;

/**
 * Reads a hash of another system.
 *
 * @throws ApiError 400 `invalid_hash_type` for types that do not exist; 400 with the name of what is wrong.
 * @see https://stytch.com/docs/b2b/api/passwords-migrate
 */
export function readHash(fields: HashFields): Kept {
  const { hash } = fields;
  switch (fields.hash_type) {
    case "md_5":
      return readDigest("md_5", hash, 16, "invalid_md_5_hash", fields.md_5_config);
    case "sha_1":
      return readDigest("sha_1", hash, 20, "invalid_sha_1_hash", fields.sha_1_config);
    case "sha_512":
      return readDigest("sha_512", hash, 64, "invalid_sha_512_hash", fields.sha_512_config);
    case "bcrypt":
      return readBcrypt(hash);
    case "argon_2i":
    case "argon_2id":
      return readArgon2(fields.hash_type, hash, fields.argon_2_config);
    case "scrypt":
      return readScrypt(hash, fields.scrypt_config);
    case "pbkdf_2":
      return readPbkdf2(hash, fields.pbkdf_2_config);
    case "phpass":
      if (!/^\$[PH]\$/.test(hash)) {
        throw apiError("invalid_phpass_hash_prefix", "it does not begin with $P$ or $H$");
      }
      if (!isPhpassHash(hash)) throw apiError("invalid_phpass_hash_format", "it is malformed");
      return { hashType: "phpass", hash, parameters: {} };
    default:
      throw apiError("invalid_hash_type", fields.hash_type);
  }
}

function readDigest(
  hashType: "md_5" | "sha_1" | "sha_512",
  hash: string,
  bytes: number,
  problem: HashProblem,
  salts: z.output<typeof saltsSchema> = { prepend_salt: "", append_salt: "" },
): Kept {
  if (!/^[0-9a-f]+$/i.test(hash) || hash.length !== bytes * 2) {
    throw apiError(problem, `it must have ${bytes * 2} hexadecimal digits`);
  }
  const parameters = { prependSalt: salts.prepend_salt, appendSalt: salts.append_salt };
  return { hashType, hash, parameters };
}

function readScrypt(hash: string, config: HashFields["scrypt_config"]): Kept {
  if (config === undefined) {
    throw apiError("invalid_scrypt_parameters", "scrypt_config is missing");
  }
  const { salt, n_parameter: n, r_parameter: r, p_parameter: p, key_length: keyLength } = config;
  const length = base64Length(hash);
  if (length === undefined) throw apiError("invalid_base64_scrypt_hash", "it is not base64");
  if (base64Length(salt) === undefined) {
    throw apiError("invalid_base64_scrypt_salt", "the salt is not base64");
  }
  if (n <= 1 || n > 262_144 || !Number.isInteger(Math.log2(n))) {
    throw apiError("invalid_scrypt_n_parameter", "n is not a power of two up to 262144");
  }
  // OpenSSL would refuse these later, when someone tries the password.
  if (r < 1 || p < 1 || r * p > 1024) {
    throw apiError("invalid_scrypt_parameters", "r or p is out of bounds");
  }
  if (length !== keyLength) throw apiError("scrypt_key_length_mismatch", "key_length differs");
  return { hashType: "scrypt", hash, parameters: { salt, n, r, p, keyLength } };
}

function readPbkdf2(hash: string, config: HashFields["pbkdf_2_config"]): Kept {
  if (config === undefined) throw apiError("invalid_pbkdf_2_salt", "pbkdf_2_config is missing");
  const { salt, iteration_amount: iterations, key_length: keyLength } = config;
  const algorithm = config.algorithm || "sha256";
  const length = base64Length(hash);
  if (length === undefined) throw apiError("invalid_pbkdf_2_hash", "it is not base64");
  if (base64Length(salt) === undefined) {
    throw apiError("invalid_pbkdf_2_salt", "the salt is not base64");
  }
  if (iterations < 1) {
    throw apiError("invalid_pbkdf_2_iteration_amount", "there must be an iteration");
  }
  if (algorithm !== "sha256" && algorithm !== "sha512") {
    throw apiError("invalid_pbkdf_2_algorithm", "the algorithm is not sha256 or sha512");
  }
  if (length !== keyLength) throw apiError("pbkdf_2_key_length_mismatch", "key_length differs");
  return { hashType: "pbkdf_2", hash, parameters: { salt, iterations, keyLength, algorithm } };
}

/** @returns The number of bytes; undefined if the text is empty or not base64. */
function base64Length(text: string): number | undefined {
  const bytes = Buffer.from(text, "base64");
  const canonical = bytes.toString("base64").replace(/={1,2}$/, "");
  return bytes.length > 0 && canonical === text.replace(/={1,2}$/, "") ? bytes.length : undefined;
}
