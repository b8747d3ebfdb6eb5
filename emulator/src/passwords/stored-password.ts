import { createHash, pbkdf2, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { apiError } from "../errors.ts";
import { type Environment, newId } from "../ids.ts";
import type { StoredPassword } from "../state/person.ts";
import { computeArgon2 } from "./argon2.ts";
import { isBcryptOf } from "./bcrypt.ts";
import { phpass } from "./phpass.ts";

const MIN_LENGTH = 8;
// Cheap on purpose: the password gives access to an emulator only, and tests make many.
const SCRYPT = { n: 1024, r: 8, p: 1, keyLength: 32 };

const derivePbkdf2 = promisify(pbkdf2);

/**
 * Keeps a new password as a scrypt hash.
 *
 * @throws ApiError 400 `weak_password` below 8 characters; Stytch's own measure is stricter.
 */
export async function storePassword(
  password: string,
  environment: Environment,
): Promise<StoredPassword> {
  if ([...password].length < MIN_LENGTH) throw apiError("weak_password", MIN_LENGTH);
  const parameters = { ...SCRYPT, salt: randomBytes(16).toString("base64") };
  return {
    passwordId: newId("password", environment),
    hashType: "scrypt",
    hash: (await deriveScrypt(password, parameters)).toString("base64"),
    parameters,
  };
}

export async function isPassword(stored: StoredPassword, password: string): Promise<boolean> {
  if (stored.hashType === "bcrypt") return isBcryptOf(stored.hash, password);
  const [expected, actual] = await compute(stored, stored.hashType, password);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** @returns The hash that is kept and the one of the password. */
async function compute(
  { hash, parameters }: StoredPassword,
  hashType: Exclude<StoredPassword["hashType"], "bcrypt">,
  password: string,
): Promise<[Buffer, Buffer]> {
  switch (hashType) {
    case "argon_2i":
    case "argon_2id": {
      const computed = computeArgon2(hashType, { hash, parameters }, password);
      return [Buffer.from(hash, "base64"), await computed];
    }
    case "md_5":
      return [Buffer.from(hash, "hex"), salted("md5", parameters, password)];
    case "sha_1":
      return [Buffer.from(hash, "hex"), salted("sha1", parameters, password)];
    case "sha_512":
      return [Buffer.from(hash, "hex"), salted("sha512", parameters, password)];
    case "scrypt":
      return [Buffer.from(hash, "base64"), await deriveScrypt(password, parameters)];
    case "pbkdf_2": {
      const salt = Buffer.from(String(parameters.salt), "base64");
      const { iterations, keyLength, algorithm } = parameters;
      const derived = derivePbkdf2(
        password,
        salt,
        Number(iterations),
        Number(keyLength),
        String(algorithm),
      );
      return [Buffer.from(hash, "base64"), await derived];
    }
    case "phpass":
      return [Buffer.from(hash), Buffer.from(phpass(password, hash))];
  }
}

type Parameters = StoredPassword["parameters"];

function salted(algorithm: string, { prependSalt, appendSalt }: Parameters, password: string) {
  return createHash(algorithm)
    .update(`${prependSalt ?? ""}${password}${appendSalt ?? ""}`)
    .digest();
}

function deriveScrypt(password: string, parameters: Parameters): Promise<Buffer> {
  const [N, r, p] = [Number(parameters.n), Number(parameters.r), Number(parameters.p)];
  const salt = Buffer.from(String(parameters.salt), "base64");
  // What RFC 7914 needs, and room for what OpenSSL adds; its default is too little for a large N.
  const maxmem = 128 * r * (N + p + 2) + 1024 * 1024;
  return new Promise((resolve, reject) => {
    scrypt(password, salt, Number(parameters.keyLength), { N, r, p, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
