import { z } from "zod";
import { CLIENT_TYPES } from "../connected-app/client-type.ts";
import { FIELD_KEYS, FIELDS } from "../connected-app/fields.ts";
import { habitsSchema } from "../habits/schema.ts";
import { providerTypes } from "../oauth-login/providers.ts";
import { storedPasswordSchema } from "../state/person.ts";
import { projectSwitchesSchema } from "../state/project-switches.ts";
import { createOrganizationSchema } from "../wire/organization-input.ts";
import { metadataFields, nameSchema } from "../wire/person-input.ts";

const ID = /^(?:test|live)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Undefined where the emulator chooses the id, the same one for the same seed. */
function idSchema(prefix: string) {
  return z
    .string()
    .refine((id) => id.startsWith(`${prefix}-`) && ID.test(id.slice(prefix.length + 1)), {
      error: `must look like ${prefix}-test-{uuid}`,
    })
    .optional();
}

/** Pages and responses show the last four characters of a client secret. */
const clientSecretSchema = z.string().min(12).optional();
const textSchema = z.string().min(1).optional();
const hashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "must be the SHA-256 of a secret, 64 hexadecimal digits")
  .optional();

const settingFields: Record<string, z.ZodOptional> = Object.fromEntries(
  FIELD_KEYS.map((key) => [FIELDS[key].wire, z.optional(FIELDS[key].schema)]),
);

const clientSchema = z.strictObject({
  client_id: idSchema("connected-app"),
  client_type: z.enum(CLIENT_TYPES),
  creation_method: z.enum(["API", "DCR"]).default("API"),
  client_secret: clientSecretSchema,
  client_secret_sha256: hashSchema,
  client_secret_last_four: textSchema,
  next_client_secret: clientSecretSchema,
  next_client_secret_sha256: hashSchema,
  next_client_secret_last_four: textSchema,
  ...settingFields,
});

const personFields = {
  status: z.enum(["active", "pending"]).default("active"),
  roles: z.array(z.string()).default([]),
  external_id: z.string().default(""),
  password: textSchema,
  password_hash: storedPasswordSchema.optional(),
  ...metadataFields,
};

/** An account for social logins. Undefined where it is as a login by the person's address makes it. */
function accountFields(vertical: "consumer" | "b2b") {
  return {
    provider_type: z.enum(providerTypes(vertical)),
    provider_subject: textSchema,
    profile_picture_url: z.string().default(""),
    locale: z.string().default("en"),
  };
}

const userAccountSchema = z.strictObject({
  oauth_user_registration_id: idSchema("oauth-user"),
  ...accountFields("consumer"),
});

const memberAccountSchema = z.strictObject({
  member_oauth_registration_id: idSchema("member-oauth"),
  ...accountFields("b2b"),
});

const userSchema = z.strictObject({
  user_id: idSchema("user"),
  email: z.string().optional(),
  email_id: idSchema("email"),
  email_verified: z.boolean().default(true),
  phone_number: z.string().optional(),
  phone_id: idSchema("phone-number"),
  phone_number_verified: z.boolean().default(true),
  name: nameSchema.strict().optional(),
  providers: z.array(userAccountSchema).default([]),
  ...personFields,
});

const memberSchema = z.strictObject({
  member_id: idSchema("member"),
  email_address: z.string(),
  email_id: idSchema("email"),
  email_address_verified: z.boolean().default(true),
  name: z.string().default(""),
  is_breakglass: z.boolean().default(false),
  mfa_enrolled: z.boolean().default(false),
  mfa_phone_number: z.string().default(""),
  mfa_phone_number_verified: z.boolean().default(false),
  default_mfa_method: z.string().default(""),
  oauth_registrations: z.array(memberAccountSchema).default([]),
  ...personFields,
});

const organizationSchema = createOrganizationSchema.strict().extend({
  organization_id: idSchema("organization"),
  members: z.array(memberSchema).default([]),
});

const projectFields = {
  settings: projectSwitchesSchema.optional(),
  clients: z.array(clientSchema).default([]),
};

export const seedSchema = z.strictObject({
  consumer: z
    .strictObject({ ...projectFields, users: z.array(userSchema).default([]) })
    .prefault({}),
  b2b: z
    .strictObject({ ...projectFields, organizations: z.array(organizationSchema).default([]) })
    .prefault({}),
  habits: habitsSchema.default({}),
});

/** What an emulator starts with. Whatever it leaves out has the default of the API. */
export type Seed = z.input<typeof seedSchema>;

export type ReadSeed = z.output<typeof seedSchema>;
export type SeedClient = z.output<typeof clientSchema>;
export type SeedAccount = Omit<z.output<typeof userAccountSchema>, "oauth_user_registration_id">;
export type SeedUser = z.output<typeof userSchema>;
export type SeedMember = z.output<typeof memberSchema>;
export type SeedOrganization = z.output<typeof organizationSchema>;
