import { describe, expect, test } from "vitest";
import {
  StytchApiError,
  StytchIncompleteCreateError,
  StytchInterruptedError,
  StytchNetworkError,
  StytchRequestError,
  StytchResponseError,
  StytchSettingsError,
  StytchTimeoutError,
} from "../../../provider/src/stytch/errors.ts";
import { hintFor } from "../../../provider/src/stytch/hints.ts";
import { STACK_NAMES } from "../../../provider/src/stytch/settings.ts";
import { StytchError } from "../../../provider/src/stytch-error.ts";
import { expectHidden } from "../_secrets.ts";

const PLACE = { method: "POST", path: "/v1/x" };
const IDENTITY = { clientId: "connected-app-test-1", clientSecret: "canary-client-secret" };

describe("error classes", () => {
  test.each([
    [new StytchApiError(PLACE, { status: 400 }, "hint"), "StytchApiError", "ERR_STYTCH_API"],
    [new StytchNetworkError(PLACE, "p", true), "StytchNetworkError", "ERR_STYTCH_NETWORK"],
    [new StytchTimeoutError(PLACE, "p", true), "StytchTimeoutError", "ERR_STYTCH_TIMEOUT"],
    [
      new StytchInterruptedError(PLACE, "p", true),
      "StytchInterruptedError",
      "ERR_STYTCH_INTERRUPTED",
    ],
    [new StytchResponseError(PLACE, "p", true), "StytchResponseError", "ERR_STYTCH_RESPONSE"],
    [
      new StytchIncompleteCreateError(PLACE, "p", IDENTITY),
      "StytchIncompleteCreateError",
      "ERR_STYTCH_RESPONSE",
    ],
  ])("$name: place, code and base", (error, name, code) => {
    expect(error).toBeInstanceOf(StytchRequestError);
    expect(error).toBeInstanceOf(StytchError);
    expect(error).toMatchObject({ name, code, ...PLACE });
    expect(String(error)).toMatch(new RegExp(`^${name}: POST /v1/x: `));
  });

  test("a settings error has no place", () => {
    const error = new StytchSettingsError("m");
    expect(error).toBeInstanceOf(StytchError);
    expect(error).not.toBeInstanceOf(StytchRequestError);
    expect(error).toMatchObject({ name: "StytchSettingsError", code: "ERR_STYTCH_SETTINGS" });
  });

  test.each([
    [302, false],
    [400, false],
    [429, false],
    [499, false],
    [500, true],
    [503, true],
  ])("status %i may have taken effect: %s", (status, expected) => {
    expect(new StytchApiError(PLACE, { status }, "").mayHaveTakenEffect).toBe(expected);
  });

  test("the identity of an incomplete create is given to who asks, and to no printer", () => {
    const error = new StytchIncompleteCreateError(PLACE, "p", IDENTITY);
    expect(error.identity()).toEqual(IDENTITY);
    expect(error.mayHaveTakenEffect).toBe(true);
    expectHidden(error, IDENTITY.clientSecret);
  });
});

describe("hintFor", () => {
  test.each([
    [404, "connected_app_not_found", "client"],
    [404, "organization_not_found", "organizationId"],
    [400, "invalid_b2b_endpoint", "B2B project"],
    [404, "route_not_found", "stytch:apiUrl"],
    [404, undefined, "stytch:apiUrl"],
    [401, "unauthorized_credentials", "stytch:secret"],
    [401, undefined, "stytch:secret"],
    [400, "invalid_project_id_authentication", "stytch:projectId"],
    [400, "wrong_stack_live", "stytch:apiUrl"],
    [403, undefined, "firewall"],
    [403, "use_https", "https://"],
    [429, "too_many_requests", "rate limit"],
    [429, undefined, "rate limit"],
    [400, "idp_invalid_access_token_expiry_minutes", "accessTokenExpiryMinutes"],
    [400, "idp_invalid_access_token_custom_audience", "accessTokenCustomAudience"],
    [400, "jwt_template_mismatched_tag", "accessTokenTemplateContent"],
    [400, "idp_invalid_access_token_jwt_template", "accessTokenTemplateContent"],
    [400, "connected_app_redirect_url_must_include_scheme", "redirectUrls"],
    [400, "connected_app_invalid_redirect_url", "redirectUrls"],
    [400, "too_many_connected_apps", "limit"],
    [500, "internal_server_error", "server"],
    [302, undefined, "stytch:apiUrl"],
  ])("%i %s speaks of %s", (status, errorType, word) => {
    expect(hintFor({ status, errorType }, STACK_NAMES)).toContain(word);
  });
});
