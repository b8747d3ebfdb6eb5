import { ConnectedApp, type ConnectedAppArgs } from "./_door.ts";

export const CLIENT_TYPES = [
  "first_party",
  "first_party_public",
  "third_party",
  "third_party_public",
] as const;

/** Every field of a client set to something else than its default, and the same on the wire. */
export const FULL = {
  clientName: { value: "Full client", wire: "client_name", cleared: undefined },
  clientDescription: { value: "Has it all", wire: "client_description", cleared: "" },
  redirectUrls: {
    value: ["https://app.example.com/callback", "http://localhost:3000/callback"],
    wire: "redirect_urls",
    cleared: [],
  },
  postLogoutRedirectUrls: {
    value: ["https://app.example.com/bye"],
    wire: "post_logout_redirect_urls",
    cleared: [],
  },
  fullAccessAllowed: { value: true, wire: "full_access_allowed", cleared: false },
  bypassConsentForOfflineAccess: {
    value: true,
    wire: "bypass_consent_for_offline_access",
    cleared: false,
  },
  accessTokenExpiryMinutes: { value: 15, wire: "access_token_expiry_minutes", cleared: 60 },
  accessTokenCustomAudience: {
    value: "https://api.example.com",
    wire: "access_token_custom_audience",
    cleared: null,
  },
  accessTokenTemplateContent: {
    value: '{"plan":{{ user.trusted_metadata.plan }}}',
    wire: "access_token_template_content",
    cleared: "{}",
  },
  idTokenTemplateContent: {
    value: '{"tier":"gold"}',
    wire: "id_token_template_content",
    cleared: "{}",
  },
  logoUrl: { value: "https://app.example.com/logo.png", wire: "logo_url", cleared: null },
} as const;

export type Field = keyof typeof FULL;
export const FIELDS = Object.keys(FULL) as Field[];
export const FIRST_PARTY_FIELDS: readonly Field[] = [
  "fullAccessAllowed",
  "bypassConsentForOfflineAccess",
];

/** Another valid value of each field. */
export const OTHER: Record<Field, unknown> = {
  clientName: "Other name",
  clientDescription: "Another description",
  redirectUrls: ["https://other.example.com/callback"],
  postLogoutRedirectUrls: ["https://other.example.com/bye"],
  fullAccessAllowed: false,
  bypassConsentForOfflineAccess: false,
  accessTokenExpiryMinutes: 20,
  accessTokenCustomAudience: "https://other.example.com",
  accessTokenTemplateContent: '{"other":1}',
  idTokenTemplateContent: '{"other":2}',
  logoUrl: "https://other.example.com/logo.png",
};

/** All fields, but the first-party flags where the type does not have them. */
export function fullArgs(clientType: (typeof CLIENT_TYPES)[number]): Record<string, unknown> {
  const firstParty = clientType.startsWith("first_party");
  const fields = FIELDS.filter((name) => firstParty || !FIRST_PARTY_FIELDS.includes(name));
  return { clientType, ...Object.fromEntries(fields.map((name) => [name, FULL[name].value])) };
}

/** Registers a client whose arguments are only known at run time, as a program in JavaScript does. */
export function register(name: string, args: Record<string, unknown>, options?: object) {
  return new ConnectedApp(name, args as unknown as ConnectedAppArgs, options);
}
