import { describe, expect, it } from "vitest";
import { API_ERRORS } from "../../emulator/src/error-table.ts";
import { apiError } from "../../emulator/src/errors.ts";

describe("apiError()", () => {
  it("has the status and message of its type", () => {
    expect(apiError("connected_app_not_found")).toMatchObject({
      status: 404,
      errorType: "connected_app_not_found",
      message: "The Connected App requested could not be found.",
    });
  });

  it("puts its arguments into the message", () => {
    expect(apiError("idp_invalid_access_token_expiry_minutes", 5, 1440).message).toBe(
      "access_token_expiry_minutes must be from 5 to 1440.",
    );
  });

  it("has a text for each flow that takes a code challenge", () => {
    const texts = (["login", "authorization"] as const).map(
      (flow) => apiError("invalid_pkce_code_challenge", flow).message,
    );
    expect(new Set(texts).size).toBe(2);
  });
});

it.each(Object.entries(API_ERRORS))("%s has a status of the API and a message", (type, entry) => {
  const [status, message] = entry;
  expect(type).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
  expect([400, 401, 403, 404, 429, 500]).toContain(status);
  if (typeof message === "string") expect(message).toMatch(/^\S[^\n]+\.$/);
});
