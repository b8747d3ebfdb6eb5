import { apiError } from "../errors.ts";

const MIN_MINUTES = 5;
/** 366 days. */
const MAX_MINUTES = 527_040;

/**
 * @returns The same minutes.
 * @throws ApiError 400 `invalid_session_duration_minutes` outside of 5 to 527040.
 */
export function checkDuration(minutes: number | undefined): number | undefined {
  if (minutes !== undefined && (minutes < MIN_MINUTES || minutes > MAX_MINUTES)) {
    throw apiError("invalid_session_duration_minutes", MIN_MINUTES, MAX_MINUTES);
  }
  return minutes;
}
