import { apiError } from "../errors.ts";

const CURSOR = /^after:(\d{1,15})$/;

/** @returns An opaque text that names the last entry of a page by its place in creation order. */
export function encodeCursor(sequence: number): string {
  return Buffer.from(`after:${sequence}`).toString("base64url");
}

/**
 * @returns The place after which the page starts; 0, the beginning, for `""` and for no cursor.
 * @throws ApiError 400 `invalid_argument` for a text that is not from `encodeCursor`.
 */
export function decodeCursor(cursor = ""): number {
  if (cursor === "") return 0;
  const sequence = CURSOR.exec(Buffer.from(cursor, "base64url").toString())?.[1];
  if (sequence === undefined) throw apiError("invalid_argument", "cursor is unknown");
  return Number(sequence);
}
