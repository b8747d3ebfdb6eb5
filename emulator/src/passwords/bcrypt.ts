import { apiError } from "../errors.ts";
import type { StoredPassword } from "../state/person.ts";

const BCRYPT = /^\$2[aby]\$(\d\d)\$[./0-9A-Za-z]{53}$/;
const MIN_COST = 4;
/** More than real systems use: each step doubles the time, and this one takes seconds. */
const MAX_COST = 16;
/** What bcrypt takes of a password; the rest makes no difference. */
const MAX_PASSWORD_BYTES = 72;

/** @throws ApiError 400 `invalid_bcrypt_hash` or `invalid_bcrypt_cost`. */
export function readBcrypt(hash: string): Omit<StoredPassword, "passwordId"> {
  const cost = BCRYPT.exec(hash)?.[1];
  if (cost === undefined) {
    throw apiError("invalid_bcrypt_hash", "it is not $2a$, $2b$ or $2y$ with cost, salt and hash");
  }
  if (Number(cost) < MIN_COST || Number(cost) > MAX_COST) {
    throw apiError("invalid_bcrypt_cost", `the cost is not from ${MIN_COST} to ${MAX_COST}`);
  }
  return { hashType: "bcrypt", hash, parameters: {} };
}

/** An empty password, which no system lets people choose, is never right. */
export async function isBcryptOf(hash: string, password: string): Promise<boolean> {
  if (password === "") return false;
  // Loaded late: most emulators never need it.
  const { bcryptVerify } = await import("hash-wasm");
  return bcryptVerify({ hash, password: Buffer.from(password).subarray(0, MAX_PASSWORD_BYTES) });
}
