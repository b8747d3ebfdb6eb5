import { apiError } from "../errors.ts";

const RESERVED = new Set(["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]);
const MAX_BYTES = 4096;

export type CustomClaims = Record<string, unknown>;

/**
 * Changes the custom claims of a session: a value sets its key, null deletes it, and the registered
 * claims of RFC 7519 are ignored.
 *
 * @throws ApiError 400 `stytch_claims_in_custom_claims` for a key under `https://stytch.com/`, 400
 * `custom_claims_too_large` if the result is more than 4096 bytes of JSON.
 */
export function changeCustomClaims(current: CustomClaims, changes: CustomClaims): CustomClaims {
  const claims = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(changes)) {
    if (RESERVED.has(key)) continue;
    if (key.startsWith("https://stytch.com/")) throw apiError("stytch_claims_in_custom_claims");
    if (value === null) claims.delete(key);
    else claims.set(key, value);
  }
  const changed = Object.fromEntries(claims);
  if (Buffer.byteLength(JSON.stringify(changed)) > MAX_BYTES)
    throw apiError("custom_claims_too_large", MAX_BYTES);
  return changed;
}
