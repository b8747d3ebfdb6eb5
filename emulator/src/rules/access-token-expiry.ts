import { apiError } from "../errors.ts";
import type { RuleContext } from "./context.ts";

/** @throws ApiError 400 `idp_invalid_access_token_expiry_minutes` outside of the accepted minutes. */
export function checkExpiry(
  _field: string,
  minutes: number,
  { habits }: Pick<RuleContext, "habits">,
): void {
  const { min_access_token_expiry_minutes: min, max_access_token_expiry_minutes: max } = habits;
  if (minutes < min || minutes > max) {
    throw apiError("idp_invalid_access_token_expiry_minutes", min, max);
  }
}
