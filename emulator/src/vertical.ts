import type { MiddlewareHandler } from "hono";
import type { AuthenticatedEnv } from "./authentication.ts";
import { apiError } from "./errors.ts";
import type { Vertical } from "./projects.ts";

/**
 * Requires that the caller's project is of one vertical. Comes after authentication.
 *
 * @throws ApiError 400 `invalid_b2b_endpoint` for a consumer project at a B2B endpoint, 400
 * `invalid_consumer_endpoint` for the reverse.
 */
export function onlyFor(vertical: Vertical): MiddlewareHandler<AuthenticatedEnv> {
  return async (c, next) => {
    if (c.get("project").vertical !== vertical) {
      throw vertical === "b2b"
        ? apiError("invalid_b2b_endpoint")
        : apiError("invalid_consumer_endpoint");
    }
    await next();
  };
}
