import { DEVELOPMENT_CREDENTIALS } from "../../../emulator/src/projects.ts";
import type { Snapshot } from "../../../emulator/src/state/store.ts";

const id = (kind: string, n: number) =>
  `${kind}-test-00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const hash = (digit: string) => digit.repeat(64);
const password = {
  passwordId: id("password", 1),
  hashType: "bcrypt" as const,
  hash: "$2b$04$abcdefghijklmnopqrstuu",
  parameters: { cost: 4, form: "2b" },
};
const account = (kind: string, providerType: string, n: number) => ({
  registrationId: id(kind, n),
  providerType,
  providerSubject: `subject ${n}`,
  profilePictureUrl: `https://pictures.example.com/${n}`,
  locale: "de",
});

const template = '{"id":{{ user.user_id }}}';

const client: Snapshot["projects"][string]["connectedApps"][number]["app"] = {
  clientId: id("connected-app", 1),
  clientType: "first_party",
  creationMethod: "DCR",
  settings: {
    clientName: "Web",
    clientDescription: "Everything",
    redirectUrls: ["https://app.example.com/callback"],
    postLogoutRedirectUrls: ["https://app.example.com/bye"],
    fullAccessAllowed: true,
    bypassConsentForOfflineAccess: true,
    accessTokenExpiryMinutes: 30,
    accessTokenCustomAudience: "https://api.example.com",
    accessTokenTemplateContent: template,
    idTokenTemplateContent: template,
    logoUrl: "https://app.example.com/logo.png",
  },
  secret: { sha256: hash("a"), lastFour: "aaaa" },
  nextSecret: { sha256: hash("b"), lastFour: "bbbb" },
};

const user: Snapshot["projects"][string]["users"][number] = {
  id: id("user", 1),
  status: "pending",
  name: { firstName: "Ada", middleName: "King", lastName: "Lovelace" },
  emails: [{ emailId: id("email", 1), email: "ada@example.com", verified: false }],
  phoneNumbers: [{ phoneId: id("phone-number", 1), phoneNumber: "+14155550101", verified: false }],
  oauthRegistrations: [account("oauth-user", "Google", 1), account("oauth-user", "TikTok", 2)],
  password,
  roles: ["editor"],
  trustedMetadata: { plan: { name: "gold" } },
  untrustedMetadata: { theme: "" },
  externalId: "ada",
  createdAt: 0,
};

const organization: Snapshot["projects"][string]["organizations"][number] = {
  id: id("organization", 1),
  settings: {
    organizationName: "Acme",
    organizationSlug: "acme",
    organizationLogoUrl: "https://acme.example/logo.png",
    organizationExternalId: "acme-1",
    trustedMetadata: { seats: 3 },
    ssoJitProvisioning: "NOT_ALLOWED",
    emailAllowedDomains: ["acme.example"],
    emailJitProvisioning: "RESTRICTED",
    emailInvites: "RESTRICTED",
    authMethods: "RESTRICTED",
    allowedAuthMethods: ["password"],
    mfaPolicy: "REQUIRED_FOR_ALL",
    mfaMethods: "RESTRICTED",
    allowedMfaMethods: ["sms_otp"],
    oauthTenantJitProvisioning: "RESTRICTED",
    allowedOauthTenants: { slack: ["T1"] },
    claimedEmailDomains: ["acme.example"],
    rbacEmailImplicitRoleAssignments: [{ domain: "acme.example", roleId: "editor" }],
    firstPartyConnectedAppsAllowedType: "RESTRICTED",
    allowedFirstPartyConnectedApps: [client.clientId],
    thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED",
    allowedThirdPartyConnectedApps: [id("connected-app", 2)],
  },
  createdAt: 0,
  updatedAt: 0,
};

const member: Snapshot["projects"][string]["members"][number] = {
  id: id("member", 1),
  organizationId: organization.id,
  status: "pending",
  name: "Grace",
  emailAddress: "grace@acme.example",
  emailId: id("email", 2),
  emailAddressVerified: false,
  isBreakglass: true,
  mfaEnrolled: true,
  mfaPhoneNumber: "+14155550102",
  mfaPhoneNumberVerified: true,
  defaultMfaMethod: "sms_otp",
  oauthRegistrations: [account("member-oauth", "Microsoft", 3)],
  password,
  roles: ["admin"],
  trustedMetadata: { level: 1 },
  untrustedMetadata: { theme: "dark" },
  externalId: "grace",
  createdAt: 0,
  updatedAt: 0,
};

const switches = {
  authorizationEndpoint: "https://app.example.com/authorize",
  dynamicClientRegistration: true,
  customScopes: [{ scope: "read:all", description: "Reads all", role: "editor" }],
  requireRedirectUri: "never" as const,
};

const REST = {
  sessions: [],
  loginTokens: [],
  keys: [],
  authorizationCodes: [],
  accessTokens: [],
  refreshTokens: [],
  consents: [],
};

const { consumer, b2b } = DEVELOPMENT_CREDENTIALS;

/** The state of an emulator in which each field of a client, person, organization and project has a value of its own. */
export const EVERYTHING: Snapshot = {
  version: 1,
  projects: {
    [consumer.projectId]: {
      ...REST,
      connectedApps: [{ sequence: 1, app: client }],
      users: [user],
      organizations: [],
      members: [],
      switches,
    },
    [b2b.projectId]: {
      ...REST,
      connectedApps: [],
      users: [],
      organizations: [organization],
      members: [member],
      switches: { ...switches, authorizationEndpoint: null },
    },
  },
  habits: { redirect_url_form: "whatwg", search_lag_seconds: 3 },
};
