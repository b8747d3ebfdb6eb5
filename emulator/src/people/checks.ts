import { z } from "zod";
import { apiError } from "../errors.ts";
import type { Metadata } from "../state/person.ts";

const EXTERNAL_ID = /^[\w.|-]{1,128}$/;
const E164 = /^\+[1-9]\d{6,14}$/;

/** @throws ApiError 400 `invalid_email`. */
export function checkEmail(text: string): string {
  if (!z.email().safeParse(text).success) throw apiError("invalid_email");
  return text;
}

/** @throws ApiError 400 `invalid_phone_number` unless it is as in E.164, `+` and digits. */
export function checkPhoneNumber(text: string): string {
  if (!E164.test(text)) throw apiError("invalid_phone_number");
  return text;
}

/**
 * @returns Null for `""`: no external id.
 * @throws ApiError 400 `invalid_argument`.
 */
export function checkExternalId(text: string, field = "external_id"): string | null {
  if (text === "") return null;
  if (!EXTERNAL_ID.test(text)) {
    throw apiError(
      "invalid_argument",
      `${field} must have 1 to 128 letters, digits, '.', '_', '-' or '|'`,
    );
  }
  return text;
}

/** Metadata changes by top-level key; null removes a key. */
export function mergeMetadata(current: Metadata, changes: Metadata = {}): Metadata {
  const merged = { ...current, ...changes };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}
