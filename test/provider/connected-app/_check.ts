import { expect } from "vitest";
import { checkConnectedApp } from "../../../provider/src/connected-app/inputs/check.ts";

/** Stands for a value that a preview does not know yet. */
export const UNKNOWN = Symbol("unknown");

export const isUnknown = (value: unknown) => value === UNKNOWN;

/** Valid, with every property set. */
export const FULL = {
  clientType: "first_party",
  clientName: "name",
  clientDescription: "description",
  redirectUrls: ["https://app.example.com/callback"],
  postLogoutRedirectUrls: ["https://app.example.com/bye"],
  fullAccessAllowed: true,
  bypassConsentForOfflineAccess: true,
  accessTokenExpiryMinutes: 15,
  accessTokenCustomAudience: "https://api.example.com",
  accessTokenTemplateContent: '{"email": {{ user.email }} }',
  idTokenTemplateContent: "{}",
  logoUrl: "https://app.example.com/logo.png",
} as const;

export function check(raw: Record<string, unknown>) {
  return checkConnectedApp(raw, isUnknown);
}

/** What `check` makes of valid inputs. */
export function checked(raw: Record<string, unknown>): Record<string, unknown> {
  const { inputs, failures } = check(raw);
  expect(failures).toEqual([]);
  return inputs;
}
